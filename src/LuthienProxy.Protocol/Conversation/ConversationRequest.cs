using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>
/// A request in the one conversation model. Immutable; safe to share.
/// </summary>
/// <remarks>
/// The head (<see cref="Model"/>, <see cref="Stream"/>, the counts) is read at once; <see cref="Prompt"/> is decoded when first asked for.
/// </remarks>
public sealed record ConversationRequest
{
    readonly Lazy<Prompt> _prompt;

    /// <summary>A request whose prompt is decoded by <paramref name="decode"/> when first asked for.</summary>
    public ConversationRequest(Func<Prompt> decode) => _prompt = new(decode);

    /// <summary>The wire format it came in.</summary>
    public required IWireFormat Format { get; init; }

    /// <summary>The requested model, as the client names it.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the client asked for a streamed answer: <c>stream</c> in the body decides, never the Accept header (H13).</summary>
    public required bool Stream { get; init; }

    /// <summary>Chat Completions: whether <c>stream_options.include_usage</c> was set. False elsewhere.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>How many messages or input items the request holds.</summary>
    public int MessageCount { get; init; }

    /// <summary>How many tools the request defines.</summary>
    public int ToolCount { get; init; }

    /// <summary>The body as it came.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>System prompt, messages, tools and settings. Never throws for a body that <see cref="IWireFormat.DecodeRequest"/> took: what is unknown is <see cref="ContentPart.Opaque"/>.</summary>
    public Prompt Prompt => _prompt.Value;
}
