"""The graph to pages: HTML, assets and a dependency key per page."""
