"""The Python behind the invoke tasks: one module an idea."""
