"""One module per kind of page: a company on a day → view models; the template has the same stem in theme/pages/."""
