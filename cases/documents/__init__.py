"""The document engine: text templates and facts become blocks, blocks become page, Word and PDF."""
