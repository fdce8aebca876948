using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;

namespace LuthienProxy.Pipeline.Chains;

/// <summary>Puts a call's policies to work and reads what they say to its request.</summary>
static class Deciding
{
    /// <summary>Puts the call's policies to work.</summary>
    public static PolicyRun Begin(Exchange exchange, ConversationRequest request, TransactionServices services, CancellationToken cancellation) =>
        exchange.Call.Policies.Chain.Begin(new()
        {
            Id = exchange.Call.Id,
            Request = request,
            Kind = exchange.Agent.Kind,
            MessageForm = services.Options.MessageForm ?? MessageForms.For(exchange.Call.UserAgent),
            Decisions = new DecisionSink(exchange, services.Log),
            Time = services.Time,
            Cancellation = cancellation,
        });

    /// <summary>Why a request goes nowhere after that verdict; null when it goes on.</summary>
    public static GatewayError? Refusal(Call call, RequestVerdict verdict) => verdict switch
    {
        RequestVerdict.Reject reject => reject.Error,
        RequestVerdict.Rewrite rewrite => StateRefusal(call, rewrite.Request),
        _ => null,
    };

    /// <summary>
    /// State kept at a provider is a way around the policies: what they removed from an answer would still be there. Refused while answers can be
    /// changed; token counts have no answer of a model.
    /// </summary>
    public static GatewayError? StateRefusal(Call call, ConversationRequest request) =>
        !call.IsRelayed && call.Policies.Chain.MayRewriteResponse && ProviderState.FieldOf(request) is { } field
            ? new(ErrorKind.Blocked, $"'{field}' is not available here: it keeps the conversation at the provider, past the policies that this gateway applies. " +
                $"Leave '{field}' out and send the whole conversation as 'input' (with 'store': false).") { Code = "provider_state_refused", Param = field }
            : null;
}
