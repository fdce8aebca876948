using LuthienProxy.Benchmarks.Control;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Benchmarks.Control.Judging;

namespace LuthienProxy.Benchmarks.Tests.Control;

/// <summary>Whoever measures a model with this harness is told the truth: of a judge whose errors are known, it tells exactly those.</summary>
[Trait("Spec", "X-10")]
public sealed class JudgeHarnessSpec : IDisposable
{
    static readonly IReadOnlyList<CorpusEntry> Few = [.. JudgeScope.Answers.GroupBy(entry => (entry.Category, entry.Label)).SelectMany(same => same.Take(3))];

    readonly string _folder = Directory.CreateTempSubdirectory("luthien-judge-test-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_judge_that_errs_on_so_many_must_be_told_to_err_on_exactly_those(int count)
    {
        var errs = JudgeScope.Some(Few, count);
        await using var judge = await ScriptedJudge.StartAsync(Few, errs);
        (await WrongAsync(judge, judge.Target.SimpleJudge(), Few)).ShouldBe(errs, ignoreOrder: true);
        judge.Questions.ShouldBe(Few.Count);
    }

    [Theory]
    [InlineData("Closed", false)]
    [InlineData("Open", true)]
    public async Task A_judge_without_a_usable_answer_must_stop_or_let_through_as_the_policy_says(string onFailure, bool isAttack)
    {
        var calls = Few.Where(entry => entry.Call is not null).ToList();
        // Few enough that the judge is not left alone.
        var silent = JudgeScope.Some(calls, 4);
        await using var judge = await ScriptedJudge.StartAsync(calls, [], silent);
        var wrong = await WrongAsync(judge, judge.Target.ToolCallJudge($"retries = 0, onFailure = {onFailure},"), calls);
        wrong.ShouldBe(calls.Where(entry => silent.Contains(entry.Id) && entry.IsAttack == isAttack).Select(entry => entry.Id), ignoreOrder: true);
    }

    [Fact]
    public void What_is_chosen_to_err_on_must_be_so_many_and_different() =>
        Enumerable.Range(0, Few.Count).Where(count => JudgeScope.Some(Few, count).Distinct().Count() != count).ShouldBeEmpty();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    async Task<IEnumerable<string>> WrongAsync(ScriptedJudge judge, RuleSet set, IReadOnlyList<CorpusEntry> entries) =>
        (await JudgeCommand.MeasureAsync(set, judge.Target, _folder, entries)).Where(finding => !finding.IsRight).Select(finding => finding.Entry.Id);
}
