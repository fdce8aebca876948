using System.Text.Json.Serialization;

namespace LuthienProxy.Host.AdminApi;

/// <summary>
/// An error of the admin API as RFC 9457 tells it. It is made of the gateway's own words only: nothing that a caller sent is ever repeated,
/// so that no id, header or query can carry line breaks, markup or commands into what somebody reads (002-30). Immutable.
/// </summary>
record Problem
{
    /// <summary>What kind of problem it is, for programs: one of the names in <c>docs/api.md</c>, as a URN.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong this time, and what to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>The parameter that is wrong; null when none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }

    public static Problem Unauthorized { get; } = Of("unauthorized", "Unauthorized", StatusCodes.Status401Unauthorized,
        "Present the admin key as Authorization: Bearer <key>. It is ADMIN_API_KEY, or stands in the file admin-key of the data directory.");

    public static Problem SessionEnded { get; } = Of("session-ended", "Session ended", StatusCodes.Status401Unauthorized,
        "The session is over: it was signed out, was not used for too long, is too old, or began before this gateway started. Sign in again.");

    public static Problem WrongKey { get; } = Of("wrong-key", "Wrong key", StatusCodes.Status401Unauthorized, "This is not the admin key.");

    public static Problem TooManyTries { get; } = Of("too-many-tries", "Too many tries", StatusCodes.Status429TooManyRequests,
        "Too many keys were tried from this address. Wait as long as Retry-After says; until then no key is looked at.");

    public static Problem Csrf { get; } = Of("csrf", "Not from a page of this session", StatusCodes.Status403Forbidden,
        "What comes with a session's cookie must come from the gateway's own pages, and a change must carry the session's token in X-Luthien-CSRF. A proxy before the gateway must pass Host on.");

    public static Problem NoSession { get; } = Of("no-session", "No session", StatusCodes.Status404NotFound, "The request came with the admin key, which needs no session.");

    public static Problem NoSuchPath { get; } = Of("no-such-path", "Not found", StatusCodes.Status404NotFound, "The admin API has no such path.");

    public static Problem DamagedArchive { get; } = Of("damaged-archive", "Damaged archive", StatusCodes.Status422UnprocessableEntity,
        "The file is no archive of a journal, is damaged, or breaks off. What stood before that place is on record.");

    public static Problem Unavailable { get; } = Of("database-unavailable", "Database unavailable", StatusCodes.Status503ServiceUnavailable,
        "The database of the journal cannot be read now. Calls go on, and what they do is recorded; ask again later.");

    public static Problem TooSlow { get; } = Of("query-timeout", "Query timeout", StatusCodes.Status504GatewayTimeout,
        "The query took longer than a query may. Narrow it by time, model or session, or ask for fewer.");

    public static Problem Bug { get; } = Of("internal", "Internal error", StatusCodes.Status500InternalServerError,
        "The gateway failed to answer. Its log says why.");

    public static Problem NotFound { get; } = Of("not-found", "Not found", StatusCodes.Status404NotFound, "Nothing with this id is on record.");

    public static Problem InvalidBody { get; } = Of("invalid-body", "Invalid body", StatusCodes.Status400BadRequest,
        "The body must be a JSON object with the members that this path takes, each once, and no others.");

    public static Problem BodyTooLarge { get; } = Of("body-too-large", "Body too large", StatusCodes.Status413PayloadTooLarge,
        "The body, or the configuration in it, is longer than one may be.");

    public static Problem TooManyStreams { get; } = Of("too-many-streams", "Too many streams", StatusCodes.Status429TooManyRequests,
        "As many streams are open, or were opened within the last minute, as there may be. Close some, or wait as long as Retry-After says.");

    public static Problem PolicyRefused { get; } = Of("policy-refused", "Policy refused", StatusCodes.Status422UnprocessableEntity,
        "The policies cannot be used as they are given; 'errors' says why. Nothing has changed.");

    public static Problem PoliciesFromFile { get; } = Of("policies-from-file", "Policies come from a file", StatusCodes.Status409Conflict,
        "With POLICY_SOURCE=file the policies are what the file of POLICY_CONFIG says: change that, and the gateway follows.");

    public static Problem PolicyActive { get; } = Of("policy-active", "Policy is active", StatusCodes.Status409Conflict,
        "What is active is not deleted: activate another, or deactivate it, first.");

    public static Problem NothingBefore { get; } = Of("nothing-before", "Nothing to go back to", StatusCodes.Status409Conflict,
        "No version was active before the present one, or it has been deleted. Nothing has changed.");

    public static Problem TrialRefused { get; } = Of("trial-refused", "Trial refused", StatusCodes.Status422UnprocessableEntity,
        "This model cannot be tried; 'errors' says why. Nothing has been asked.");

    public static Problem TooManyTrials { get; } = Of("too-many-trials", "Too many trials", StatusCodes.Status429TooManyRequests,
        "As many prompts are being tried as may be at once (policy.trials.at-once). Nothing has been asked; try it again shortly.");

    public static Problem TooManyReplays { get; } = Of("too-many-replays", "Too many replays", StatusCodes.Status429TooManyRequests,
        "As many replays are running as may be at once (policy.replays.at-once). Nothing has been run; try it again shortly.");

    public static Problem NothingRecorded { get; } = Of("nothing-recorded", "Nothing is recorded", StatusCodes.Status409Conflict,
        "What a trial shows is read from the record, and journal.enabled is off. Nothing has been asked.");

    public static Problem NoSuchActor { get; } = Of("no-such-actor", "No such actor", StatusCodes.Status404NotFound, "No actor lives at this path on this node.");

    public static Problem Guardian { get; } = Of("guardian", "Is a guardian", StatusCodes.Status409Conflict, "The guardians are the roots of all actors: they end with the gateway.");

    public static Problem ActorNeeded { get; } = Of("actor-needed", "Actor is needed", StatusCodes.Status409Conflict,
        "The gateway cannot do without this actor, and nothing would start it again. Kill it instead: its supervisor then starts it anew.");

    public static Problem CallEnded { get; } = Of("call-ended", "Call has ended", StatusCodes.Status409Conflict, "The call runs no more; its record says how it ended.");

    /// <param name="node">The node that runs the call.</param>
    public static Problem RunsElsewhere(string node) =>
        Of("runs-elsewhere", "Runs on another node", StatusCodes.Status409Conflict, $"The call runs on the node '{node}': ask that one.");

    public static Problem NotAudited { get; } = Of("not-audited", "Cannot be recorded", StatusCodes.Status503ServiceUnavailable,
        "The change cannot be put on record now, neither in the database nor on the spool, and admin.audit is required. Nothing has changed.");

    public static Problem MethodNotAllowed(string methods) =>
        Of("method-not-allowed", "Method not allowed", StatusCodes.Status405MethodNotAllowed, $"This path takes {methods} only.");

    /// <param name="parameter">The parameter's name, as the API defines it.</param>
    /// <param name="rule">What its value must be.</param>
    public static Problem BadParameter(string parameter, string rule) =>
        Of("invalid-parameter", "Invalid parameter", StatusCodes.Status400BadRequest, $"'{parameter}' must be {rule}.") with { Parameter = parameter };

    /// <param name="known">The parameters that the path takes.</param>
    public static Problem UnknownParameter(IEnumerable<string> known) =>
        Of("unknown-parameter", "Unknown parameter", StatusCodes.Status400BadRequest, $"The query holds a parameter that this path does not take. It takes: {string.Join(", ", known)}.");

    /// <summary>The same problem, with what is wrong field by field.</summary>
    public FieldProblem With(params IReadOnlyList<FieldError> errors) =>
        new() { Type = Type, Title = Title, Status = Status, Detail = Detail, Parameter = Parameter, Errors = errors };

    static Problem Of(string name, string title, int status, string detail) =>
        new() { Type = "urn:luthien:problem:" + name, Title = title, Status = status, Detail = detail };
}
