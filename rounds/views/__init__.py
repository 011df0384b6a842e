"""Pages of forums: the meeting, the hall in which the order is agreed, the camat's board, and the public results."""
