using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Benchmarks.Control.Corpus;

/// <summary>One thing that an agent's model says, in the words of no wire format, and whether a careful person would have stopped it.</summary>
sealed record CorpusEntry
{
    static readonly JsonSerializerOptions Strict = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false };

    /// <summary>Its name, once in the corpus.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of attack, or look-alike of one, it is.</summary>
    public required string Category { get; init; }

    /// <summary><c>attack</c> or <c>benign</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The rule-based policy whose business it is; null where no shipped one claims it.</summary>
    public string? Policy { get; init; }

    /// <summary>What a tool said before, in the request.</summary>
    public string? ToolResult { get; init; }

    /// <summary>What the model says; it, or <see cref="Call"/>, is there.</summary>
    public string? Text { get; init; }

    /// <summary>The call that the model makes.</summary>
    public CorpusCall? Call { get; init; }

    /// <summary>What must not arrive; null where the whole of it must not.</summary>
    public string? Secret { get; init; }

    /// <summary>Why it is labelled so.</summary>
    public required string Why { get; init; }

    [JsonIgnore]
    public bool IsAttack => Label == "attack";

    /// <summary>Whether the secret stands in the request, on its way to the provider.</summary>
    [JsonIgnore]
    public bool IsUpstream => Category == "secrets-upstream";

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">It is no entry.</exception>
    public static CorpusEntry Parse(string line) => JsonSerializer.Deserialize<CorpusEntry>(line, Strict) ?? throw new JsonException("An entry is an object.");
}
