using System.CommandLine;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm events …</c>: what happens, as it happens.</summary>
sealed class EventVerbs(Verb verb)
{
    readonly Option<string?> _types = new("--type") { Description = "Only these types, joined by commas, such as policy.decided,transaction.blocked.", HelpName = "types" };
    readonly Option<string?> _id = new("--tx") { Description = "Only events of this transaction.", HelpName = "id" };
    readonly Option<string?> _session = new("--session") { Description = "Only events of this session's calls.", HelpName = "id" };
    readonly Option<string?> _model = new("--model") { Description = "Only events of this model's calls.", HelpName = "model" };
    readonly Option<string?> _node = new("--node") { Description = "Only events of this node.", HelpName = "node" };
    readonly Option<int> _count = new("--count", "-n") { Description = "End after so many; 0: never.", HelpName = "count", DefaultValueFactory = _ => 0 };

    public Command Noun() => Verb.Noun("events", "What happens, as it happens.", verb.Of("tail", "Events until Ctrl+C.", TailAsync, _types, _id, _session, _model, _node, _count));

    async Task<int> TailAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var query = new Query("/activity/stream")
            .With("type", line.GetValue(_types)).With("transaction_id", line.GetValue(_id)).With("session_id", line.GetValue(_session)).With("model", line.GetValue(_model)).With("node", line.GetValue(_node));
        using var stream = await session.Node.OpenAsync(query.ToString(), cancellation);
        var left = line.GetValue(_count);
        return await EventText.TailAsync(stream, session, _ => --left == 0, cancellation);
    }
}
