"""What an article says about itself: dateline, outlet, people, wire credits."""
