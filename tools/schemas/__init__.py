"""Make the JSON Schemas that help an editor with the product's YAML files."""
