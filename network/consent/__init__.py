"""On which legal basis something about a young person crosses a border."""
