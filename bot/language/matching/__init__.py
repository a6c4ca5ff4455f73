"""Finding the customer a person means although it was misspelt, abbreviated or written as it sounds."""
