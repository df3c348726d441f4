"""The formats that articles come in; each becomes the same Article."""
