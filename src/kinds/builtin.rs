//! The kind files inside the program.

/// The built-in kinds, in the order in which a menu names them.
pub(super) const KINDS: &[(&str, &str)] = &[
    ("event", include_str!("event.yaml")),
    ("group", include_str!("group.yaml")),
    ("resource", include_str!("resource.yaml")),
    ("pathway", include_str!("pathway.yaml")),
    ("person", include_str!("person.yaml")),
    ("mentor", include_str!("mentor.yaml")),
    ("discussion", include_str!("discussion.yaml")),
    ("program", include_str!("program.yaml")),
    ("cohort", include_str!("cohort.yaml")),
    ("project", include_str!("project.yaml")),
    ("opportunity", include_str!("opportunity.yaml")),
    ("thanks", include_str!("thanks.yaml")),
    ("achievement", include_str!("achievement.yaml")),
    ("organization", include_str!("organization.yaml")),
    ("news", include_str!("news.yaml")),
    ("page", include_str!("page.yaml")),
];

/// What has fields and is no content: `site.yaml`, an entry of `topics.yaml`, and the fields that every kind has.
pub(super) const SINGLE: [(&str, &str); 3] = [
    ("site", include_str!("site.yaml")),
    ("topic", include_str!("topic.yaml")),
    ("common", include_str!("common.yaml")),
];

/// The groups of fields behind the types `image`, `place`, `online`, `schedule` and `changes`.
pub(super) const SHAPES: &str = include_str!("shapes.yaml");
