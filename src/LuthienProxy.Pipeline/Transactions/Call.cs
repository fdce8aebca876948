using System.Net;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>One client call as the endpoint hands it over: parsed, authenticated, routed. Immutable but for the waiting client.</summary>
public sealed record Call
{
    /// <summary>The transaction's id.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The wire format of the client's path.</summary>
    public required IWireFormat Format { get; init; }

    /// <summary>The model that is asked for, as logs and spans may show it; empty when the call is about none.</summary>
    public required string Model { get; init; }

    /// <summary>The decoded request; null for calls without one (model lists).</summary>
    public ConversationRequest? Request { get; init; }

    /// <summary>Whether the reply is passed on whole, as for token counts: the request meets the policies, and there is no answer of a model that could.</summary>
    public bool IsRelayed { get; init; }

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path and query as they go upstream.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The client's headers that go upstream (<see cref="HeaderRules.GoesUpstream"/>).</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The request body as it came; null for calls without one.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The upstreams that may answer, in order; at least one.</summary>
    public required IReadOnlyList<UpstreamTarget> Targets { get; init; }

    /// <summary>The policies that it runs under.</summary>
    public ActiveChain Policies { get; init; } = ActiveChain.None;

    /// <summary>The client that waits for the answer.</summary>
    public required IClientChannel Client { get; init; }

    /// <summary>Where the client's connection comes from; null where that is not known.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>The path alone: queries may hold what must not be kept.</summary>
    public string Path => PathAndQuery.IndexOf('?') is >= 0 and var query ? PathAndQuery[..query] : PathAndQuery;

    /// <summary>Whether the client asked for a streamed answer of a model.</summary>
    public bool IsStream => !IsRelayed && Request is { Stream: true };

    /// <summary>What the client calls itself; null where it does not say.</summary>
    public string? UserAgent
    {
        get
        {
            foreach (var (name, value) in Headers)
                if (name.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
                    return value;
            return null;
        }
    }
}
