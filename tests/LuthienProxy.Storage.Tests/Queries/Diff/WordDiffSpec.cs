using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Storage.Queries.Diff;

namespace LuthienProxy.Storage.Tests.Queries.Diff;

[Trait("Spec", "X-01")]
public sealed class WordDiffSpec
{
    static readonly string[] Pieces = ["one", "two", " ", "\n", ".", "ü", "😀", "x1"];

    [Fact]
    public void The_runs_must_give_both_texts_back() => Check.QuickThrowOnFailure(Prop.ForAll(Texts, Texts, (before, after) =>
        before == after || (Join(before, after, ChangeKind.Added) == before && Join(before, after, ChangeKind.Removed) == after)));

    [Fact]
    public void One_changed_word_must_be_one_change() =>
        WordDiff.Of("pay 100 dollars now", "pay 200 dollars now").ShouldBe(
            [new(ChangeKind.Same, "pay "), new(ChangeKind.Removed, "100"), new(ChangeKind.Added, "200"), new(ChangeKind.Same, " dollars now")]);

    [Fact]
    public void Equal_texts_and_endless_ones_must_have_no_runs()
    {
        WordDiff.Of("same", "same").ShouldBeEmpty();
        WordDiff.Of(new('a', WordDiff.MaxChars + 1), "b").ShouldBeEmpty();
    }

    static string Join(string before, string after, ChangeKind without) => string.Concat(WordDiff.Of(before, after).Where(run => run.Change != without).Select(run => run.Text));

    static Arbitrary<string> Texts => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();
}
