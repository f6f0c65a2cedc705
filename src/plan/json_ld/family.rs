//! The great branches of schema.org: they decide which properties a type may have.

/// A branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// What takes place.
    Event,
    /// Somebody.
    Person,
    /// Several who act as one.
    Organization,
    /// What somebody made.
    Work,
    /// All else: only what every thing has is safe to say of it.
    Thing,
}

/// Types of events whose name does not end in `Event`.
const EVENTS: &[&str] = &["CourseInstance", "EventSeries", "Festival", "Hackathon"];

/// Types of organizations whose name does not end in `Organization`.
const ORGANIZATIONS: &[&str] = &[
    "CollegeOrUniversity",
    "Consortium",
    "Cooperative",
    "Corporation",
    "FundingAgency",
    "FundingScheme",
    "HighSchool",
    "Library",
    "LibrarySystem",
    "LocalBusiness",
    "NGO",
    "OnlineBusiness",
    "OnlineStore",
    "PerformingGroup",
    "PoliticalParty",
    "Preschool",
    "Project",
    "ResearchProject",
    "School",
    "SportsTeam",
    "WorkersUnion",
];

/// Types outside these branches that a community may have a kind for.
const THINGS: &[&str] = &[
    "Accommodation",
    "Action",
    "Brand",
    "DefinedTerm",
    "EducationalOccupationalProgram",
    "Grant",
    "Intangible",
    "JobPosting",
    "Occupation",
    "Offer",
    "Place",
    "Product",
    "Role",
    "Service",
    "Thing",
    "Vehicle",
];

impl Family {
    /// The branch of a type. What is not known is taken for a work, like most of what has a page.
    pub(super) fn of(ty: &str) -> Self {
        match ty {
            "Person" | "Patient" => Self::Person,
            _ if ty.ends_with("Event") || EVENTS.contains(&ty) => Self::Event,
            _ if ty.ends_with("Organization") || ORGANIZATIONS.contains(&ty) => Self::Organization,
            _ if ty.ends_with("Action") || ty.ends_with("Service") || THINGS.contains(&ty) => Self::Thing,
            _ => Self::Work,
        }
    }
}
