using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Routing;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using Microsoft.Net.Http.Headers;

namespace LuthienProxy.Host.Endpoints;

/// <summary>Makes a call of an HTTP request: who calls, what is asked, where it goes. The same for every path and format (000-08).</summary>
sealed class CallFactory(Gatekeeper gatekeeper, Router router, CallPolicies policies, GatewaySettings settings, TimeProvider time)
{
    /// <summary>What somebody without a credential may send: enough to try the simulator.</summary>
    const long AnonymousBody = 64 * 1024;

    readonly RequestLimits _limits = new() { MaxMessages = settings.Limits.Messages, MaxTools = settings.Limits.Tools, MaxDepth = settings.Limits.Depth };

    /// <summary>A new transaction id.</summary>
    public TransactionId NewId() => TransactionId.New(time);

    /// <summary>A call that asks a model.</summary>
    /// <exception cref="RequestRejectedException">The call is refused; the error says why.</exception>
    public async Task<Call> AnswerAsync(HttpContext http, TransactionId id, IWireFormat format)
    {
        var (caller, body) = await ReadAsync(http.Request, format);
        var request = format.DecodeRequest(body, _limits);
        return Make(http, id, format, request.Model, caller) with { Request = request, Body = body, Policies = await policies.ForAsync(http.Request, id) };
    }

    /// <summary>A call with a model in its body whose reply is passed on whole (token counts).</summary>
    /// <exception cref="RequestRejectedException">The call is refused; the error says why.</exception>
    public async Task<Call> CountAsync(HttpContext http, TransactionId id, IWireFormat format)
    {
        var (caller, body) = await ReadAsync(http.Request, format);
        var request = format.DecodeRequest(body, _limits);
        return Make(http, id, format, request.Model, caller) with { Request = request, Body = body, IsRelayed = true, Policies = await policies.ForAsync(http.Request, id) };
    }

    /// <summary>A call about models, without a body.</summary>
    /// <exception cref="RequestRejectedException">The call is refused; the error says why.</exception>
    public async Task<Call> AboutAsync(HttpContext http, TransactionId id, IWireFormat format)
    {
        var caller = gatekeeper.Identify(http.Request.Headers, format.Provider);
        // The path keeps an encoded slash as it came. Without a credential only the simulator's own models can be listed.
        var asked = ((string?)http.GetRouteValue("model"))?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? (caller is Caller.Nobody ? SimulatorUpstream.Models : "");
        // Nothing is asked of a model here that policies could see; but what a call asks for is not ignored.
        return Make(http, id, format, asked, caller) with { Policies = await policies.OverrideAsync(http.Request, id) ?? ActiveChain.None };
    }

    /// <summary>A call that is the gateway's own: an administrator's prompt, with the server's keys, under the policies that were sent with it.</summary>
    /// <exception cref="RequestRejectedException">No route leads to its model.</exception>
    public Call Own(TransactionId id, OwnCall own)
    {
        var request = own.Format.DecodeRequest(own.Body, _limits);
        return new()
        {
            Id = id,
            Format = own.Format,
            Request = request,
            Body = own.Body,
            Model = ModelText.Shown(request.Model),
            Method = HttpMethod.Post,
            PathAndQuery = own.Path,
            Headers = own.Headers,
            Targets = router.Resolve(own.Format.Provider, request.Model, new Caller.OfProxy()),
            Policies = own.Policies,
            Client = own.Client,
        };
    }

    async Task<(Caller Caller, ReadOnlyMemory<byte> Body)> ReadAsync(HttpRequest request, IWireFormat format)
    {
        var caller = gatekeeper.Identify(request.Headers, format.Provider);
        var most = settings.Limits.RequestBody.Bytes;
        if (caller is not Caller.Nobody || most <= AnonymousBody)
            return (caller, await RequestBody.ReadAsync(request, most));
        try
        {
            return (caller, await RequestBody.ReadAsync(request, AnonymousBody));
        }
        catch (RequestRejectedException refused) when (refused.Error.Kind == ErrorKind.TooLarge)
        {
            // Somebody forgot the key: that is what is wrong, not the size.
            throw Gatekeeper.NoCredential();
        }
    }

    Call Make(HttpContext http, TransactionId id, IWireFormat format, string model, Caller caller) => new()
    {
        Id = id,
        Format = format,
        Model = ModelText.Shown(model),
        Method = HttpMethod.Parse(http.Request.Method),
        PathAndQuery = http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(),
        Headers = UpstreamHeaders(http.Request.Headers),
        Targets = router.Resolve(format.Provider, model, caller),
        Client = new HttpClientChannel(http),
        ClientAddress = http.Connection.RemoteIpAddress,
    };

    static List<KeyValuePair<string, string>> UpstreamHeaders(IHeaderDictionary headers)
    {
        var kept = new List<KeyValuePair<string, string>>(headers.Count);
        var named = headers.GetCommaSeparatedValues(HeaderNames.Connection);
        foreach (var (name, values) in headers)
        {
            // What Connection names is hop-by-hop too (RFC 9110 §7.6.1).
            if (!HeaderRules.GoesUpstream(name) || named.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                kept.Add(new(name, value ?? ""));
        }
        return kept;
    }
}
