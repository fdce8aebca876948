namespace LuthienProxy.Architecture.Tests;

/// <summary>Where the wire's own words may stand: in one folder per format, in the scripted provider, and in what judges answers under load: those two must not share the code that they judge.</summary>
static class WireWords
{
    // The folders of the protocol that know no format.
    static readonly string[] FormatFree = ["Conversation", "Json", "Sse", "Wire"];

    public static bool IsAtHome(SourceFile file) =>
        file.IsBelow("src/LuthienProxy.Simulator", "src/LuthienProxy.LoadTest/Wire")
        || (file.IsBelow("src/LuthienProxy.Protocol") && !file.IsBelow([.. FormatFree.Select(folder => "src/LuthienProxy.Protocol/" + folder)]));
}
