using Luthien.Streams;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Graph;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>
/// Runs a recorded call under other policies: from what the client sent, over what the upstream sent then, to what the client would get now. Thread-safe.
/// </summary>
/// <remarks>
/// The steps are those of a live call (<c>TransactionActor</c>), with the same decoders, policies, graph and emitters; what is missing is the world around it. No upstream is
/// asked, nothing goes on record, nobody is told, nothing is counted: the caller alone gets to know.
/// </remarks>
public sealed class Replayer(TransactionOptions options, IMaterializer materializer, TimeProvider time)
{
    /// <summary>Runs one call to its end, or to that of its record.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ReplayResult> RunAsync(ReplayCall past, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(past);
        var client = new ReplayClient(cancellation);
        var call = CallOf(past, client);
        var emitter = EmitterOf(call);
        var exchange = new Exchange(call, new Reply(client, call.Format, emitter, new PlainOutlet(client, time), options.FlushAt), recorder: null, time);
        var heard = new Heard();
        var (result, error) = await RunAsync(exchange, past, heard, cancellation);
        if (error is not null)
            await exchange.Reply.FailAsync(error with { TransactionId = call.Id.ToString() }, cancellation);
        return result with { Status = client.Status, Delivered = client.Taken, Decisions = heard.Decisions, Judges = heard.Judges };
    }

    async Task<(ReplayResult Result, GatewayError? Error)> RunAsync(Exchange exchange, ReplayCall past, Heard heard, CancellationToken cancellation)
    {
        if (exchange.Call.Policies.IsEmpty)
            return await AnswerAsync(exchange, past, TimeSpan.Zero, cancellation);
        if (Deciding.StateRefusal(exchange.Call, past.Request) is { } refusal)
            return Refused(refusal, TimeSpan.Zero);
        await using var policies = exchange.Policies = Begin(past, heard, cancellation);
        var since = time.GetTimestamp();
        var verdict = await policies.OnRequestAsync(past.Request);
        var took = time.GetElapsedTime(since);
        if (Deciding.Refusal(exchange.Call, verdict) is { } rejected)
            return Refused(rejected, took);
        if (verdict is RequestVerdict.Rewrite rewrite)
            exchange.Outgoing = rewrite.Request.Raw;
        return await AnswerAsync(exchange, past, took, cancellation);
    }

    static (ReplayResult Result, GatewayError? Error) Refused(GatewayError error, TimeSpan took) =>
        (new() { Outcome = new TransactionOutcome.Blocked(error), InPolicies = took }, error);

    async Task<(ReplayResult Result, GatewayError? Error)> AnswerAsync(Exchange exchange, ReplayCall past, TimeSpan took, CancellationToken cancellation)
    {
        var result = new ReplayResult { Forwarded = exchange.Outgoing, InPolicies = took };
        switch (past.Answer)
        {
            case PastAnswer.Failed failed:
                return (result with { Outcome = new TransactionOutcome.Failed(failed.Error) }, failed.Error);
            case PastAnswer.Given given:
                var (outcome, answering) = await AnswerAsync(exchange, given, cancellation);
                return (result with { Outcome = outcome, InPolicies = took + answering }, ErrorOf(outcome));
            default:
                return (result, null);
        }
    }

    async Task<(TransactionOutcome? Outcome, TimeSpan Took)> AnswerAsync(Exchange exchange, PastAnswer.Given given, CancellationToken cancellation)
    {
        await using var body = new RecordedBody(given.Pieces, given.End);
        using var response = Response(given, body);
        if (exchange.Call.IsRelayed || !response.IsSuccessStatusCode)
            return (await RelayAsync(exchange, response, cancellation), TimeSpan.Zero);
        if (exchange.Call.IsStream && !UpstreamHead.MayBeEventStream(response))
            return (Outcomes.OfFailure(UpstreamHead.NotAnEventStream(response)), TimeSpan.Zero);
        exchange.Reply.Prepare(UpstreamHead.ForAnswer(response, exchange.Call));
        var (before, after) = (new PassTime(time), new PassTime(time));
        var events = AnswerGraph.Events(exchange, body, options);
        if (exchange.Policies is { } policies)
            events = events.Via(before.Flow).Via(policies.Response).Via(after.Flow);
        var run = events.To(Sink.FromStage(() => new DeliverySink(exchange.Reply, heartbeat: null, exchange.Delivering))).Run(materializer);
        run.StopOn(cancellation);
        var ended = (await run.Completion).Outcome;
        cancellation.ThrowIfCancellationRequested();
        var took = before.Total - after.Total;
        // What the policies ended by themselves has ended, however little was read.
        var isCut = ended is StreamOutcome.Failed { Cause: RecordEndedException } && exchange.Reply is { Stop: null, HasEnded: false };
        return (isCut ? null : Outcomes.OfStream(ended, exchange.Reply), took);
    }

    async Task<TransactionOutcome?> RelayAsync(Exchange exchange, HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            return new TransactionOutcome.Relayed(await UpstreamRelay.SendAsync(exchange, response, options.MaxResponseBytes, cancellation));
        }
        catch (RecordEndedException)
        {
            return null;
        }
        catch (UpstreamException cause)
        {
            return Outcomes.OfFailure(cause);
        }
    }

    PolicyRun Begin(ReplayCall past, Heard heard, CancellationToken cancellation) => past.Policies.Chain.Begin(new()
    {
        Id = past.Id,
        Request = past.Request,
        Kind = past.Kind,
        MessageForm = options.MessageForm ?? MessageForms.For(past.Headers.FirstOrDefault(header => header.Key.Equals("user-agent", StringComparison.OrdinalIgnoreCase)).Value),
        Decisions = heard,
        Judges = past.Judges,
        Time = time,
        Cancellation = cancellation,
    });

    static Call CallOf(ReplayCall past, IClientChannel client) => new()
    {
        Id = past.Id,
        Format = past.Format,
        Model = past.Request.Model,
        Request = past.Request,
        Body = past.Request.Raw,
        IsRelayed = past.Kind == CallKind.TokenCount,
        Method = HttpMethod.Post,
        PathAndQuery = past.Path,
        Headers = past.Headers,
        Targets = [],
        Policies = past.Policies,
        Client = client,
    };

    static IResponseEmitter EmitterOf(Call call) => call switch
    {
        { IsRelayed: true } => new WholeReplyEmitter(),
        { IsStream: true } => call.Format.CreateStreamEmitter(call.Request!, call.Policies.Chain.MayRewriteResponse ? EmitterOptions.Rewriting : EmitterOptions.Relaying),
        _ => call.Format.CreateBodyEmitter(call.Request!),
    };

    static HttpResponseMessage Response(PastAnswer.Given given, Stream body)
    {
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)given.Status) { Content = new StreamContent(body) };
        foreach (var (name, value) in given.Headers)
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    static GatewayError? ErrorOf(TransactionOutcome? outcome) => outcome switch
    {
        TransactionOutcome.Blocked blocked => blocked.Error,
        TransactionOutcome.Failed failed => failed.Error,
        _ => null,
    };
}
