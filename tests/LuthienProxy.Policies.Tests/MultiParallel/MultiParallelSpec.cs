using LuthienProxy.Policies.AllCaps;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.DebugLogging;
using LuthienProxy.Policies.MultiParallel;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.MultiParallel;

[Trait("Spec", "000-48")]
public sealed class MultiParallelSpec
{
    [Theory]
    [InlineData(ParallelVote.AnyBlocks, "FFB", PolicyVerdict.Block)]
    [InlineData(ParallelVote.AnyBlocks, "FFF", PolicyVerdict.Forward)]
    [InlineData(ParallelVote.AnyBlocks, "FRF", PolicyVerdict.Replace)]
    [InlineData(ParallelVote.AnyBlocks, "FRB", PolicyVerdict.Block)]
    [InlineData(ParallelVote.AnyBlocks, "FFD", PolicyVerdict.Drop)]
    [InlineData(ParallelVote.AnyBlocks, "FFX", PolicyVerdict.Block)]
    [InlineData(ParallelVote.Majority, "FFB", PolicyVerdict.Forward)]
    [InlineData(ParallelVote.Majority, "FB", PolicyVerdict.Block)]
    [InlineData(ParallelVote.Majority, "FBB", PolicyVerdict.Block)]
    [InlineData(ParallelVote.Majority, "FXX", PolicyVerdict.Block)]
    [InlineData(ParallelVote.Majority, "BRR", PolicyVerdict.Replace)]
    public async Task Votes_must_make_one_verdict(ParallelVote vote, string votes, PolicyVerdict expected)
    {
        var policy = new MultiParallelPolicy(new() { Vote = vote, Policies = [.. votes.Select((c, i) => new PolicyBinding { Name = $"v{i}", Policy = new Voter(c) })] });
        var record = (await PolicyTest.Of(new PolicyBinding { Name = "together", Policy = policy }).AnswerAsync(AnswerScript.Empty.Text("x").Events())).Record;
        record.Decisions.Single(decision => decision.Policy == "together").Verdict.ShouldBe(expected);
        record.Decisions.Count(decision => decision.Policy.StartsWith("together/v", StringComparison.Ordinal)).ShouldBe(votes.Length);
    }

    [Fact]
    public void What_cannot_vote_must_be_refused()
    {
        var policy = new MultiParallelPolicy(new() { Policies = [new() { Name = "a", Policy = new AllCapsPolicy() }, new() { Name = "b", Policy = new Voter('F'), Mode = StageMode.Shadow }] });
        PolicyChain.Load([new() { Name = "p", Policy = policy }]).ShouldBeOfType<ChainLoad.Refused>().Problems.Select(problem => problem.Field).ShouldBe(["policies[0]", "policies[1].mode"]);
    }

    [Fact]
    public async Task Debug_logging_must_put_sizes_on_record_and_no_words()
    {
        var result = await PolicyTest.Of(new DebugLoggingPolicy()).AnswerAsync(AnswerScript.Empty.Text("secret").ToolCall("Bash", "{}").Events(2));
        result.Record.Decisions.Select(decision => decision.Reason).ShouldBe(["1 messages, 0 tools, 66 bytes", "Text of 6 characters", "ToolCall of 2 characters"]);
    }

    sealed class Voter(char vote) : BlockPolicy
    {
        protected internal override async ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
        {
            await Task.Yield();
            return vote switch
            {
                'B' => new BlockVerdict.Block("No."),
                'D' => new BlockVerdict.Drop(),
                'R' => new BlockVerdict.Replace("y"),
                'X' => throw new InvalidOperationException(),
                _ => BlockVerdict.Pass,
            };
        }
    }
}
