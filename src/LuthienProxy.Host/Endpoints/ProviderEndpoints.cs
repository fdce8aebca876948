using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Endpoints;

/// <summary>The paths that clients know from the providers. Each makes a call and hands it to the gateway; they differ in their wire format only.</summary>
sealed class ProviderEndpoints(CallFactory calls, Gateway gateway, ILogger<ProviderEndpoints> log)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(ClientFormats.MessagesPath, http => RunAsync(http, ClientFormats.Anthropic, calls.AnswerAsync)).Described(ProviderOperations.Messages);
        routes.MapPost(ClientFormats.ChatPath, http => RunAsync(http, ClientFormats.Chat, calls.AnswerAsync)).Described(ProviderOperations.Chat);
        routes.MapPost(ClientFormats.ResponsesPath, http => RunAsync(http, ClientFormats.Responses, calls.AnswerAsync)).Described(ProviderOperations.Responses);
        routes.MapPost(ClientFormats.MessagesPath + "/count_tokens", http => RunAsync(http, ClientFormats.Anthropic, calls.CountAsync)).Described(ProviderOperations.CountTokens);
        routes.MapGet("/v1/models", http => RunAsync(http, FormatOf(http), calls.AboutAsync)).Described(ProviderOperations.Models);
        routes.MapGet("/v1/models/{**model}", http => RunAsync(http, FormatOf(http), calls.AboutAsync)).Described(ProviderOperations.Model);
        // Every path, also one that looks like a file's: the framework's own 404 would have no client's form.
        routes.MapFallback("{**path}", http => RunAsync(http, FormatOf(http), NoSuchPath));
    }

    async Task RunAsync(HttpContext http, IWireFormat format, Func<HttpContext, TransactionId, IWireFormat, Task<Call>> make)
    {
        var id = calls.NewId();
        using var scope = HostLog.BeginCall(log, id);
        try
        {
            await gateway.RunAsync(await make(http, id, format));
        }
        catch (RequestRejectedException refused)
        {
            HostLog.Refused(log, id, format.Name, refused.Error.Kind, refused.Error.Message);
            await ErrorReply.WriteAsync(http, format, refused.Error, id);
        }
        catch (Exception left) when (http.RequestAborted.IsCancellationRequested && left is OperationCanceledException or IOException or BadHttpRequestException)
        {
            HostLog.LeftWhileSending(log, id, format.Name);
        }
    }

    /// <summary>A path that both APIs have, or that neither has, is answered in the form its client will understand.</summary>
    static IWireFormat FormatOf(HttpContext http) =>
        http.Request.Headers.ContainsKey("anthropic-version") || http.Request.Path.StartsWithSegments(ClientFormats.MessagesPath, StringComparison.Ordinal)
            ? ClientFormats.Anthropic
            : ClientFormats.Chat;

    static Task<Call> NoSuchPath(HttpContext http, TransactionId id, IWireFormat format)
    {
        var hint = http.Request.Path.StartsWithSegments("/v1/v1", StringComparison.Ordinal) ? " The client's base URL should not end in /v1." : "";
        throw new RequestRejectedException(new GatewayError(ErrorKind.NotFound, $"The gateway has no such path for this method.{hint}") { Code = "not_found" });
    }
}
