using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A judge that always says the same.</summary>
public sealed class ScriptedJudges(string answer) : IJudges, IJudge
{
    public const string Upstream = "judge";

    public IJudge? Find(string upstream) => this;

    public ValueTask<string> AskAsync(JudgeQuestion question, CancellationToken cancellation) => new(answer);
}
