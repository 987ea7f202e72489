"""Saring's pure rooms: records, finders and enrichers that turn one raw page into one clean article."""
