using System.Text.Json.Serialization;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>
/// Events as JSON on record. Names and meanings never change; a field that is new is optional, and what no longer fits gets a new
/// <see cref="Version"/>. Apart from the events themselves, so that these may be renamed.
/// </summary>
static class StoredForms
{
    /// <summary>The newest version that is written and understood; it is written only when it is not 1.</summary>
    public const int Version = 1;

    /// <summary>A field that every form has.</summary>
    internal abstract record Form
    {
        [JsonPropertyName("v")]
        public int? V { get; init; }
    }

    /// <summary>A payload: so many of the body's bytes come next. Cut: so many bytes of its head do.</summary>
    internal sealed record Bytes(long Size)
    {
        public CutReason? Cut { get; init; }

        public string? Sha256 { get; init; }

        public int? Head { get; init; }

        /// <summary>The body's bytes are the skeleton of what a splitter took apart, and this many.</summary>
        public int? Skeleton { get; init; }
    }

    internal sealed record Header(string? Name, string? Value);

    internal sealed record Run
    {
        public long? From { get; init; }

        public long? Length { get; init; }

        public Bytes? Bytes { get; init; }
    }

    internal sealed record Repair(string? Kind, int Count);

    internal sealed record Opened : Form
    {
        public string? Node { get; init; }

        public string? Format { get; init; }

        public string? Model { get; init; }

        public string? Method { get; init; }

        public string? Path { get; init; }

        public bool IsStream { get; init; }

        public CallKind Kind { get; init; }

        public string? SessionId { get; init; }

        public string? TraceId { get; init; }

        public string? PolicyName { get; init; }

        public int PolicyVersion { get; init; }

        public bool IsPolicyOverride { get; init; }
    }

    internal sealed record Received : Form
    {
        public Header[]? Headers { get; init; }

        public Bytes? Body { get; init; }
    }

    internal sealed record Forwarded : Form
    {
        public string? Upstream { get; init; }

        public string? Url { get; init; }

        public Bytes? Body { get; init; }
    }

    internal sealed record Responded : Form
    {
        public int Status { get; init; }

        public Header[]? Headers { get; init; }
    }

    internal sealed record Original : Form
    {
        public long Offset { get; init; }

        public Bytes? Bytes { get; init; }
    }

    internal sealed record Delivered : Form
    {
        public long Offset { get; init; }

        public Run[]? Runs { get; init; }
    }

    internal sealed record Decided : Form
    {
        public string? Policy { get; init; }

        // Not "version": that is the form's own word elsewhere.
        public int PolicyVersion { get; init; }

        public int Stage { get; init; }

        public bool IsShadow { get; init; }

        public PolicyVerdict Verdict { get; init; }

        public string? Reason { get; init; }

        public int? Block { get; init; }

        public double? Probability { get; init; }

        /// <summary>In units of 100 ns.</summary>
        public long TookTicks { get; init; }

        public Bytes? Seen { get; init; }
    }

    internal sealed record Judged : Form
    {
        public string? Policy { get; init; }

        public string? Upstream { get; init; }

        public string? Model { get; init; }

        public string? Question { get; init; }

        public bool IsCached { get; init; }

        public int Attempts { get; init; }

        /// <summary>In units of 100 ns.</summary>
        public long TookTicks { get; init; }

        public Bytes? Answer { get; init; }

        public string? Failure { get; init; }
    }

    internal sealed record Ended : Form
    {
        public int? Status { get; init; }

        public long BytesReceived { get; init; }

        public long BytesDelivered { get; init; }

        /// <summary>In units of 100 ns.</summary>
        public long? FirstByteTicks { get; init; }

        /// <summary>In units of 100 ns.</summary>
        public long? DurationTicks { get; init; }

        public string? StopReason { get; init; }

        public Tokens? Usage { get; init; }

        public Repair[]? Repairs { get; init; }

        public string? ErrorCode { get; init; }

        public string? Error { get; init; }

        public bool IsRecovered { get; init; }
    }

    internal sealed record Tokens
    {
        public long? Input { get; init; }

        public long? Output { get; init; }

        public long? CacheRead { get; init; }

        public long? CacheCreation { get; init; }

        public long? Reasoning { get; init; }
    }
}
