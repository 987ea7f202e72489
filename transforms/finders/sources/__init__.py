"""The agencies and papers that a story credits."""
