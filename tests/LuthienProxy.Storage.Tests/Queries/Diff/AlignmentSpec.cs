using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Storage.Queries.Diff;

namespace LuthienProxy.Storage.Tests.Queries.Diff;

[Trait("Spec", "X-01")]
public sealed class AlignmentSpec
{
    [Fact]
    public void Every_entry_of_both_sides_must_stand_once_and_in_order() => Check.QuickThrowOnFailure(Prop.ForAll(Lists, Lists, (before, after) =>
    {
        var pairs = Align(before, after);
        return pairs.Select(pair => pair.Before).OfType<int>().SequenceEqual(Enumerable.Range(0, before.Count))
            && pairs.Select(pair => pair.After).OfType<int>().SequenceEqual(Enumerable.Range(0, after.Count))
            && pairs.All(pair => !pair.IsEqual || before[pair.Before!.Value] == after[pair.After!.Value]);
    }));

    [Fact]
    public void What_is_equal_must_be_the_same_throughout() => Check.QuickThrowOnFailure(Prop.ForAll(Lists, list =>
        Align(list, list).All(pair => pair.Change is ChangeKind.Same)));

    [Fact]
    public void Removing_one_must_remove_one() => Check.QuickThrowOnFailure(Prop.ForAll(Lists, Lists, (head, tail) =>
        Align([.. head, 99, .. tail], [.. head, .. tail]).Where(pair => pair.Change is not ChangeKind.Same).Select(pair => pair.Change).SequenceEqual([ChangeKind.Removed])));

    [Fact]
    public void What_is_most_alike_must_be_paired()
    {
        var pairs = Alignment.Of<string>(["thought 1", "text 1"], ["text 2"], (a, b) => a == b, (a, b) => a[..4] == b[..4] ? 3 : 1);
        pairs.ShouldBe([new(0, null, false), new(1, 0, false)]);
    }

    static List<AlignedPair> Align(List<int> before, List<int> after) => Alignment.Of(before, after, (a, b) => a == b, (a, b) => a % 2 == b % 2 ? 1 : 0);

    static Arbitrary<List<int>> Lists => Gen.Choose(0, 5).ListOf().Select(list => list.ToList()).ToArbitrary();
}
