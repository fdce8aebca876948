using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>Habits of the product's code that no analyzer holds.</summary>
public sealed partial class CodeHabitsSpec
{
    static readonly string[] MayWriteToTheConsole =
        ["src/LuthienProxy.Host", "src/LuthienProxy.Simulator", "src/LuthienProxy.LoadTest", "src/LuthienProxy.Cli", "src/LuthienProxy.Demo"];

    // The few places where anything may be caught; each turns it into a value, a message or a log line. The list may only shrink.
    static readonly string[] MayCatchEverything =
    [
        // The cell's loop: a handler's failure is the supervisor's to judge.
        "src/Luthien.Actors/Cells/ActorCell.Ending.cs",
        "src/Luthien.Actors/Cells/ActorCell.Faults.cs",
        "src/Luthien.Actors/Cells/ActorCell.Handling.cs",
        "src/Luthien.Actors/Cells/ActorCell.Starting.cs",
        "src/Luthien.Actors/Cells/ActorCell.Turn.cs",
        "src/Luthien.Actors/Cells/PendingHandler.cs",
        // A task's outcome as a message.
        "src/Luthien.Actors/Asking/Asking.cs",
        // Side channels: one subscriber or shutdown task must not stop the others.
        "src/Luthien.Actors/Events/DelegateSubscriber.cs",
        "src/Luthien.Actors/Shutdown/CoordinatedShutdown.cs",
        // A stream's outcome: what a stage throws goes to its decider, then down the stream.
        "src/Luthien.Streams/Running/Driver.cs",
        "src/Luthien.Streams/Stages/SinkStage.cs",
        "src/Luthien.Streams/Stages/Stage.cs",
        "src/Luthien.Streams/Stages/Stage{TIn}.cs",
        "src/Luthien.Streams/Operators/LookOnStage.cs",
        "src/Luthien.Streams/Timing/TimedStage.cs",
        // The recorder's edge: a fault in recording is counted and must not become the client's (I-63).
        "src/LuthienProxy.Pipeline/Recording/JournalFeed.cs",
        "src/LuthienProxy.Pipeline/Recording/TransactionRecorder.Segments.cs",
        // A policy's failure is answered as the policy declares, and is on record.
        "src/LuthienProxy.Policies/Running/PolicyStageRun.cs",
        // The edge of the scripted provider.
        "src/LuthienProxy.Simulator/Hosting/SimulatorHandler.cs",
    ];

    // What no answer can see: free memory, a system's one materializer, what a model's name was parsed to. The list may only shrink.
    static readonly string[] MayKeepStaticState =
    [
        "src/Luthien.Actors/Cells/EnvelopePool.cs",
        "src/Luthien.Streams/MaterializerExtensions.cs",
        "src/LuthienProxy.Simulator/Models/ModelScripts.cs",
    ];

    [Fact]
    [Trait("Spec", "002-32")]
    public void There_must_be_no_static_mutable_state() =>
        Repository.Source.Where(file => file.Find(StaticMutable()).Any()).Select(file => file.Path).ShouldBe(MayKeepStaticState, ignoreOrder: true);

    [Fact]
    [Trait("Spec", "000-01a")]
    public void Stop_words_of_the_wire_must_stand_in_the_wire_formats_and_the_simulator_only() =>
        Repository.Source.Where(file => !WireWords.IsAtHome(file)).SelectMany(file => file.Find(StopWord())).ShouldBeEmpty();

    [Fact]
    public void Nothing_below_the_roof_may_write_to_the_console() =>
        Repository.Source.Where(file => !file.IsBelow(MayWriteToTheConsole)).SelectMany(file => file.Find(ConsoleWrite())).ShouldBeEmpty();

    [Fact]
    public void Only_named_places_may_catch_everything() =>
        Repository.Source.Where(file => file.Find(CatchAll()).Any()).Select(file => file.Path).ShouldBe(MayCatchEverything, ignoreOrder: true);

    [Fact]
    public void Nothing_may_be_left_for_later() =>
        Repository.Source.Concat(Repository.Tests).SelectMany(file => file.Lines.Where(line => Leftover().IsMatch(line)).Select(line => $"{file.Path}: {line.Trim()}"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("    static int _count;")]
    [InlineData("    public static string Name { get; set; } = \"\";")]
    [InlineData("    static volatile object? _gate = new();")]
    [InlineData("    static readonly Dictionary<string, int> Seen = new();")]
    [InlineData("    internal static readonly ConcurrentDictionary<string, Type> Cache = [];")]
    [InlineData("    [ThreadStatic]")]
    public void Static_mutable_state_must_be_seen(string line) => StaticMutable().IsMatch(line).ShouldBeTrue();

    [Theory]
    [InlineData("    static readonly int Kinds = 3;")]
    [InlineData("    static int Count(int x)")]
    [InlineData("    static int Count(int x = 3) => x;")]
    [InlineData("    public static Sink Instance { get; } = new();")]
    [InlineData("    static int Length => 3;")]
    [InlineData("    static readonly FrozenDictionary<string, int> Table = x;")]
    [InlineData("    public static bool operator ==(A left, B right) => true;")]
    [InlineData("static class Log")]
    [InlineData("using static System.Math;")]
    public void What_cannot_change_must_pass(string line) => StaticMutable().IsMatch(line).ShouldBeFalse();

    [GeneratedRegex("""
        ^\s*((public|internal|protected|private|volatile|new)\s+)*static\s+(?!readonly|class|partial|extern|async|event|delegate|implicit|explicit|.*\boperator\b)[^(={]*(;|=(?!>)|\{.*\bset;)
        |static\ readonly\ (Concurrent)?(Dictionary|List|HashSet|Queue|Stack|Bag|SortedDictionary)<
        |\[ThreadStatic\]|static\ readonly\ (AsyncLocal|ThreadLocal|ConditionalWeakTable)<
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex StaticMutable();

    [GeneratedRegex("\"[^\"]*(finish|stop)_reason[^\"]*\"")]
    private static partial Regex StopWord();

    [GeneratedRegex(@"\bConsole\.(Write|Out|Error|In|Read)")]
    private static partial Regex ConsoleWrite();

    [GeneratedRegex(@"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when)|\{|$)")]
    private static partial Regex CatchAll();

    // The words are put together, lest this file be found.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|NotImpl" + "ementedException")]
    private static partial Regex Leftover();
}
