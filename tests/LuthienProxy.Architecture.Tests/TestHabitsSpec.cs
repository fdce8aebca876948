using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>Habits of the tests: no branches, nothing skipped.</summary>
public sealed partial class TestHabitsSpec
{
    const string Sample = """
        public sealed class XSpec
        {
            [Fact]
            [Trait("Spec", "K1")]
            public void One()
            {
                if (x)
                    y();
            }

            [Theory]
            [InlineData(1)]
            public void Two(int x) =>
                x switch
                {
                };

            static void Helper()
            {
                if (x) { }
            }
        }
        """;

    // Actors under test whose behaviour stands inline and decides by the message it gets, and one seeded choice. The numbers may only shrink.
    static readonly Dictionary<string, int> BranchesOfActors = new()
    {
        ["tests/Luthien.Actors.Tests/BehaviourSpec.cs"] = 3,
        ["tests/Luthien.Actors.Tests/DeathWatchSpec.cs"] = 1,
        ["tests/Luthien.Actors.Tests/Simulated/ShutdownSimulation.cs"] = 1,
        ["tests/Luthien.Actors.Tests/Simulated/TimerSimulation.cs"] = 3,
        ["tests/Luthien.Actors.Tests/Simulated/WatchSimulation.cs"] = 1,
        ["tests/Luthien.Actors.Tests/StressSpec.cs"] = 3,
    };

    [Fact]
    [Trait("Spec", "000-29")]
    public void A_test_method_must_have_no_branch() =>
        Repository.Tests.Select(file => (file.Path, Branches: TestMethods.In(file).SelectMany(method => method.Find(Branch())).ToList()))
            .Where(found => found.Branches.Count > BranchesOfActors.GetValueOrDefault(found.Path)).SelectMany(found => found.Branches).ShouldBeEmpty();

    [Fact]
    public void No_test_may_be_skipped() =>
        Repository.Tests.SelectMany(file => file.Find(Skipped())).ShouldBeEmpty();

    [Fact]
    public void Branches_must_be_seen_in_test_methods_and_only_there()
    {
        var file = new SourceFile("X.cs", Sample.Split('\n'));
        TestMethods.In(file).Select(method => method.Find(Branch()).Count()).ShouldBe([1, 1]);
    }

    [GeneratedRegex(@"^\s*(if|else|switch|try|catch)\b|\bswitch\s*$")]
    private static partial Regex Branch();

    [GeneratedRegex(@"\[(Fact|Theory)\([^\]]*\bSkip\b|\bAssert\.Skip|\bSkip\s*=\s*" + "\"")]
    private static partial Regex Skipped();
}
