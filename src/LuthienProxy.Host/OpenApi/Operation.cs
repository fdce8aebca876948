using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;

namespace LuthienProxy.Host.OpenApi;

/// <summary>What a route takes and answers, as the OpenAPI document tells it. It stands where the route is mapped. Immutable.</summary>
/// <param name="Id">Its name, that of no other: clients that are generated name a function after it.</param>
/// <param name="Group">What it is sorted under: one of <see cref="DocumentFrame.Groups"/>.</param>
/// <param name="Summary">What it does, in a sentence.</param>
sealed record Operation(string Id, string Group, string Summary)
{
    /// <summary>Who may ask.</summary>
    public Access Access { get; private init; }

    /// <summary>Whether it changes something.</summary>
    public bool IsChange { get; private init; }

    /// <summary>What it takes beside a body.</summary>
    public IReadOnlyList<OperationParameter> Parameters { get; private init; } = [];

    /// <summary>The forms that its body may have; none when it takes none.</summary>
    public IReadOnlyList<Content> Bodies { get; private init; } = [];

    /// <summary>What it answers when all goes well, and errors that are no problems.</summary>
    public IReadOnlyList<OperationReply> Replies { get; private init; } = [];

    /// <summary>How it fails, beyond what every route of the admin API may.</summary>
    public IReadOnlyList<Problem> Problems { get; private init; } = [];

    /// <summary>Who may ask.</summary>
    public Operation For(Access access) => this with { Access = access };

    /// <summary>Parameters.</summary>
    public Operation Takes(params IEnumerable<OperationParameter> parameters) => this with { Parameters = [.. Parameters, .. parameters] };

    /// <summary>A body of JSON.</summary>
    public Operation Reads(JsonTypeInfo body) => Reads(new Content("application/json", book => book.Asked(body))).Fails(Problem.InvalidBody, Problem.InvalidBody.With(), Problem.BodyTooLarge);

    /// <summary>A body.</summary>
    public Operation Reads(Content body) => this with { Bodies = [.. Bodies, body] };

    /// <summary>200 with JSON.</summary>
    public Operation Answers(JsonTypeInfo type) => Answers(new OperationReply("200", "The answer.", Content.Json(type)));

    /// <summary>An answer.</summary>
    public Operation Answers(params IEnumerable<OperationReply> replies) => this with { Replies = [.. Replies, .. replies] };

    /// <summary>It changes something: who did it is told by a header, and each request leaves one record (<see cref="Audit"/>).</summary>
    public Operation Changes() => (this with { IsChange = true }).Takes(Actor.Parameter).Fails(Access == Access.Administrator ? [Problem.NotAudited] : []);

    /// <summary>Problems that may come.</summary>
    public Operation Fails(params IEnumerable<Problem> problems) => this with { Problems = [.. Problems, .. problems] };
}
