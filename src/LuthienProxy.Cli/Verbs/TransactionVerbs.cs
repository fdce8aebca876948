using System.CommandLine;
using System.Globalization;
using System.Net;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm tx …</c>: calls, on record and as they happen.</summary>
sealed class TransactionVerbs(Verb verb)
{
    /// <summary>How long after its beginning a call may come on record.</summary>
    static readonly TimeSpan LatestRecord = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    readonly Option<string?> _state = new("--state") { Description = "open, completed, blocked, failed, cancelled or interrupted; with --live admitted, deciding, waiting_upstream, receiving, streaming, holding, waiting_client or ending.", HelpName = "state" };
    readonly Option<string?> _model = new("--model") { Description = "The model asked for, exactly.", HelpName = "model" };
    readonly Option<string?> _session = new("--session") { Description = "The agent's session.", HelpName = "id" };
    readonly Option<string?> _text = new("--text") { Description = "Words that were said.", HelpName = "words" };
    readonly Option<bool> _intervened = new("--intervened") { Description = "Only calls that a policy changed or stopped." };
    readonly Option<bool> _live = new("--live") { Description = "What runs on this node now, from its counters: works while calls are stuck." };
    readonly Option<string?> _policy = new("--policy") { Description = "With --live: calls that run under this instance.", HelpName = "name" };
    readonly Option<TimeSpan?> _older = new("--older") { Description = "Only calls that began at least so long ago, such as 30s or 2h.", HelpName = "time", CustomParser = GlobalOptions.Ago };
    readonly Option<int> _count = Bounded.Count();
    readonly Option<TimeSpan> _grace = new("--grace") { Description = "How long what is under way may take, at most 60s; then the call is killed.", HelpName = "time", DefaultValueFactory = _ => TimeSpan.FromSeconds(5), CustomParser = GlobalOptions.Time };
    readonly Argument<string> _id = new("id") { Description = "The transaction's id, as X-Luthien-Transaction-Id names it." };

    public Command Noun() => Verb.Noun("tx", "Transactions: calls on record, and as they happen.",
        verb.Of("list", "Calls, the newest first.", ListAsync, _live, _state, _policy, _model, _session, _text, _intervened, _older, _count),
        verb.Of("show", "One call with what the policies decided.", ShowAsync, _id),
        verb.Of("tail", "One call as it goes on, until it ends.", TailAsync, _id),
        verb.Of("stop", "Ends a running call validly, once what is under way in it has gone through.", StopAsync, _id, _grace),
        verb.Of("kill", "Ends a running call validly, now.", KillAsync, _id));

    Task<int> ListAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var isLive = line.GetValue(_live);
        Option[] others = isLive ? [_model, _session, _text, _intervened] : [_policy];
        if (Array.Find(others, option => line.GetResult(option) is { Implicit: false }) is { } other)
            throw new PbmException(ExitCode.Usage, $"{other.Name} does not go {(isLive ? "with" : "without")} --live.");
        return isLive ? LiveAsync(session, line, cancellation) : RecordedAsync(session, line, cancellation);
    }

    async Task<int> LiveAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var query = new Query("/api/system/calls").With("state", line.GetValue(_state)).With("policy", line.GetValue(_policy))
            .With("older_ms", line.GetValue(_older) is { } older ? $"{older.TotalMilliseconds:0}" : null).With("limit", $"{line.GetValue(_count)}");
        var answer = await session.Node.GetAsync(query.ToString(), cancellation);
        var page = answer.As(ApiAnswers.Default.RunningCalls);
        return session.Show(answer, () => LiveText.Write(page, session));
    }

    async Task<int> RecordedAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var query = new Query("/debug/calls")
            .With("state", line.GetValue(_state)).With("model", line.GetValue(_model)).With("session", line.GetValue(_session)).With("text", line.GetValue(_text))
            .With("intervened", line.GetValue(_intervened) ? "true" : null)
            .With("to", line.GetValue(_older) is { } older ? Query.Moment(session.Now - older) : null)
            .With("limit", line.GetValue(_count).ToString(CultureInfo.InvariantCulture));
        var answer = await session.Node.GetAsync(query.ToString(), cancellation);
        var page = answer.As(ApiAnswers.Default.CallPage);
        return session.Show(answer, () =>
        {
            var table = new TextTable("ID", "OPENED", Column.State("STATE"), Column.Number("TOOK"), Column.Yielding("MODEL"), Column.Number("FIRST BYTE"), Column.Number("BYTES"), "WHAT");
            foreach (var call in page.Calls)
                table.Add(call.TransactionId, Humane.Moment(call.OpenedAt, session.Now), call.State, Took(call, session), call.Model, Humane.Duration(call.FirstByteMs), call.EndedAt is null ? null : Humane.Bytes(call.BytesDelivered), call.Error ?? call.Title ?? call.Path);
            session.Screen.Table(table);
            if (page.Next is not null)
                session.Screen.Remark("There are more; say --count or filter.");
        });
    }

    async Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var id = Query.Escape(line.GetValue(_id)!);
        // What runs here is told by its counters; what does not, or not any more, by its record.
        var live = await session.Node.ProbeAsync($"/api/system/calls/{id}", cancellation);
        var isLive = live.Status == System.Net.HttpStatusCode.OK;
        if (isLive && !session.Screen.IsJson)
        {
            LiveText.Write(live.As(ApiAnswers.Default.RunningDetail), session);
            session.Screen.Line();
        }
        // The record of a call that has just begun may be a second behind.
        var answer = isLive ? await session.Node.ProbeAsync($"/debug/calls/{id}", cancellation) : await session.Node.GetAsync($"/debug/calls/{id}", cancellation);
        if (answer.Status != System.Net.HttpStatusCode.OK)
            return session.Show(live, static () => { });
        var detail = answer.As(ApiAnswers.Default.CallDetail);
        return session.Show(answer, () => CallText.Write(detail, session));
    }

    async Task<int> TailAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var id = line.GetValue(_id)!;
        using var stream = await session.Node.OpenAsync(new Query("/activity/stream").With("transaction_id", id).ToString(), cancellation);
        // Opened before the record is read: what ends in between is seen by one of the two.
        var answer = await OnRecordAsync(session, id, cancellation);
        var call = answer.As(ApiAnswers.Default.CallDetail).Call;
        if (call.EndedAt is not null)
            return session.Show(answer, () => session.Screen.Line($"{call.TransactionId} has ended: {call.State} after {Humane.Duration(call.DurationMs)}."));
        session.Screen.Remark($"{call.TransactionId} {call.Model} at {call.Node}, open since {Humane.Moment(call.OpenedAt, session.Now)}");
        return await EventText.TailAsync(stream, session, EventText.IsEnd, cancellation);
    }

    // A call that has just begun comes on record a moment later.
    static async Task<NodeAnswer> OnRecordAsync(Session session, string id, CancellationToken cancellation)
    {
        for (var left = LatestRecord; ; left -= Again)
        {
            try
            {
                return await session.Node.GetAsync($"/debug/calls/{Query.Escape(id)}", cancellation);
            }
            catch (PbmException missing) when (missing.Status == HttpStatusCode.NotFound && left > TimeSpan.Zero)
            {
                await Task.Delay(Again, session.Time, cancellation);
            }
        }
    }

    Task<int> StopAsync(Session session, ParseResult line, CancellationToken cancellation) =>
        EndAsync(session, line, "stop", new Query(Action(line, "stop")).With("grace_ms", $"{line.GetValue(_grace).TotalMilliseconds:0}").ToString(), cancellation);

    Task<int> KillAsync(Session session, ParseResult line, CancellationToken cancellation) => EndAsync(session, line, "kill", Action(line, "kill"), cancellation);

    string Action(ParseResult line, string action) => $"/api/system/calls/{Query.Escape(line.GetValue(_id)!)}/{action}";

    async Task<int> EndAsync(Session session, ParseResult line, string action, string path, CancellationToken cancellation)
    {
        var id = line.GetValue(_id)!;
        session.Confirm(line, $"{(action == "kill" ? "Kill" : "Stop")} {id}?");
        var answer = await session.Node.PostAsync(path, body: null, cancellation);
        var ended = answer.As(ApiAnswers.Default.CallEnd);
        return session.Show(answer, () => session.Screen.Line($"{PlainText.Line(ended.TransactionId)} {(ended.HasEnded ? "has ended" : "is ending")}: its client is told that you did it."));
    }

    static string Took(CallEntry call, Session session) =>
        call.EndedAt is null ? Humane.Duration((session.Now - call.OpenedAt).TotalMilliseconds) + "…" : Humane.Duration(call.DurationMs);
}
