"""Pages: a document as one HTML file that needs nothing from outside; templates, styles and scripts lie beside."""
