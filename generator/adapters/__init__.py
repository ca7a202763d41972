"""What the engines load: each adapter imports the core, the core imports no engine."""
