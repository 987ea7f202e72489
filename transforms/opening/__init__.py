"""What stands around a story's opening: headline, standfirst, photo captions."""
