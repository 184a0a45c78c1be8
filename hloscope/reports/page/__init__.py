"""The page's document: what a report says of programs, and what the views of the page need beside it."""
