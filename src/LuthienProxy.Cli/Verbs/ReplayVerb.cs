using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm replay</c>: recorded calls under other policies, without asking an upstream.</summary>
sealed class ReplayVerb(Verb verb)
{
    static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);

    readonly Argument<string[]> _ids = new("id") { Description = "The calls; without any, those that the options choose, the newest first.", Arity = ArgumentArity.ZeroOrMore };
    readonly Option<string?> _session = new("--session") { Description = "Calls of this session.", HelpName = "id" };
    readonly Option<string?> _from = new("--from") { Description = "Calls opened at this time or later: 2026-01-31T09:30:00Z, or 2h for two hours ago.", HelpName = "time" };
    readonly Option<string?> _to = new("--to") { Description = "Calls opened before this time.", HelpName = "time" };
    readonly Option<string?> _state = new("--state") { Description = "Calls in this state: open, completed, blocked, failed, cancelled or interrupted.", HelpName = "state" };
    readonly Option<string?> _model = new("--model") { Description = "Calls that asked for this model, exactly.", HelpName = "model" };
    readonly Option<string?> _text = new("--text") { Description = "Calls in which these words were said.", HelpName = "words" };
    readonly Option<bool> _intervened = new("--intervened") { Description = "Only calls that a policy changed or stopped." };
    readonly Option<int> _limit = new("--limit", "-n") { Description = "How many calls at most.", HelpName = "count", DefaultValueFactory = _ => 100 };
    readonly Option<string?> _policy = new("--policy") { Description = "A stored instance as name or name@version; without it and --file those that the gateway runs.", HelpName = "name" };
    readonly Option<string?> _file = new("--file") { Description = "A policy file, HOCON or JSON; it can include nothing.", HelpName = "file" };
    readonly Option<string> _against = Words("--against", "Compare with what is recorded, or with the calls as they would be under none.", "recorded", "none");
    readonly Option<bool> _askJudges = new("--ask-judges") { Description = "Ask models what the record does not answer, with the server's keys." };
    readonly Option<bool> _diff = new("--diff") { Description = "Show what differs." };
    readonly Option<bool> _all = new("--all") { Description = "Name also the calls that would be the same." };
    readonly Option<string> _failOn = Words("--fail-on", "End with 1 on a change, also on what is unknown, or on none of them.", "change", "unknown", "none");

    public Command Command() => verb.Of(
        "replay", "Runs recorded calls under other policies, without asking an upstream: what would be otherwise.", RunAsync,
        _ids, _session, _from, _to, _state, _model, _text, _intervened, _limit, _policy, _file, _against, _askJudges, _diff, _all, _failOn);

    async Task<int> RunAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var query = new Query("/api/policy/replay")
            .With("session", line.GetValue(_session)).With("state", line.GetValue(_state)).With("model", line.GetValue(_model)).With("text", line.GetValue(_text))
            .With("intervened", line.GetValue(_intervened) ? "true" : null).With("from", Moment(line.GetValue(_from), session)).With("to", Moment(line.GetValue(_to), session))
            .With("limit", line.GetValue(_limit).ToString(CultureInfo.InvariantCulture));
        using var stream = await session.Node.OpenAsync(query.ToString(), Wanted(line), cancellation);
        var sum = await ShowAsync(stream, session, line.GetValue(_all), cancellation);
        if (sum.HasMore)
            session.Screen.Remark("There are more; say --limit.");
        if (sum.Stopped is { } stopped)
            throw new PbmException(ExitCode.Failed, stopped);
        return line.GetValue(_failOn) switch
        {
            "none" => ExitCode.Ok,
            "unknown" => sum.Changed + sum.Unknown > 0 ? ExitCode.Failed : ExitCode.Ok,
            _ => sum.Changed > 0 ? ExitCode.Failed : ExitCode.Ok,
        };
    }

    JsonObject Wanted(ParseResult line)
    {
        var (policy, file) = (line.GetValue(_policy), line.GetValue(_file));
        if (policy is not null && file is not null)
            throw new PbmException(ExitCode.Usage, "Say --policy or --file, not both.");
        var wanted = new JsonObject { ["against"] = line.GetValue(_against), ["judges"] = line.GetValue(_askJudges) ? "ask" : "recorded", ["diff"] = line.GetValue(_diff) };
        if (line.GetValue(_ids) is { Length: > 0 } ids)
            wanted["transactions"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        if (file is not null)
            wanted["file"] = Read(file);
        if (policy?.Split('@', 2) is not { } named)
            return wanted;
        wanted["name"] = named[0];
        if (named.Length == 2)
            wanted["version"] = int.TryParse(named[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw new PbmException(ExitCode.Usage, $"'{named[1]}' is no version.");
        return wanted;
    }

    static async Task<ReplaySummary> ShowAsync(NodeStream stream, Session session, bool isAll, CancellationToken cancellation)
    {
        var (calls, told) = (0, session.Time.GetTimestamp());
        await foreach (var json in stream.LinesAsync(cancellation))
        {
            var line = Understood(json);
            if (session.Screen.IsJson)
                session.Screen.Json(JsonElement.Parse(json));
            if (line.Summary is { } sum)
            {
                if (!session.Screen.IsJson)
                    ReplayText.Write(sum, session.Screen);
                return sum;
            }
            calls++;
            if (line.Entry is { } call && !session.Screen.IsJson && (isAll || call.Change != "same"))
                ReplayText.Write(call, session.Screen);
            if (session.Time.GetElapsedTime(told) < ProgressEvery)
                continue;
            told = session.Time.GetTimestamp();
            session.Screen.Remark($"{calls} calls so far …");
        }
        throw new PbmException(ExitCode.NoConnection, "The gateway ended the replay before its end.");
    }

    static ReplayLine Understood(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ApiAnswers.Default.ReplayLine) ?? throw new JsonException("null");
        }
        catch (JsonException cause)
        {
            throw new PbmException(ExitCode.Failed, $"The gateway answers in a form that this pbm does not know: {cause.Message}", cause);
        }
    }

    static string? Moment(string? said, Session session)
    {
        if (said is null)
            return null;
        var at = Durations.Parse(said) is { } ago ? session.Now - ago
            : DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time
            : throw new PbmException(ExitCode.Usage, $"'{said}' is no time such as 2026-01-31T09:30:00Z, or 2h for two hours ago.");
        return Query.Moment(at);
    }

    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PbmException(ExitCode.Usage, $"The policy file cannot be read: {cause.Message}", cause);
        }
    }

    static Option<string> Words(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
