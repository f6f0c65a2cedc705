//! Forms of issues.
