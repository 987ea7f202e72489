"""A story's headline and standfirst."""
