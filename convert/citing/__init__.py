"""Reference lists and citations: styles by name, works by key, drafts, and the other engine."""
