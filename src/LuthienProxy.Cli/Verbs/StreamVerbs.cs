using System.CommandLine;
using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm stream …</c>: streamed answers that flow now, from their counters. It answers while they are stuck.</summary>
sealed class StreamVerbs(Verb verb)
{
    readonly Option<int> _count = Bounded.Count();
    readonly Argument<string> _id = new("id") { Description = "The transaction's id." };

    public Command Noun() => Verb.Noun("stream", "Streamed answers that flow now.",
        verb.Of("list", "The streams of this node, the newest first.", ListAsync, _count),
        verb.Of("show", "One stream, stage by stage.", ShowAsync, _id));

    async Task<int> ListAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(new Query("/api/system/calls").With("stream", "true").With("limit", $"{line.GetValue(_count)}").ToString(), cancellation);
        var page = answer.As(ApiAnswers.Default.RunningCalls);
        return session.Show(answer, () => LiveText.Write(page, session));
    }

    async Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync($"/api/system/calls/{Query.Escape(line.GetValue(_id)!)}", cancellation);
        var detail = answer.As(ApiAnswers.Default.RunningDetail);
        return session.Show(answer, () => LiveText.Write(detail, session));
    }
}
