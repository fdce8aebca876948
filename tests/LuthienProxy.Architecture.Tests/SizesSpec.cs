namespace LuthienProxy.Architecture.Tests;

/// <summary>Files that fit a head. There is no list of exceptions, and there shall be none.</summary>
public sealed class SizesSpec
{
    [Fact]
    public void A_source_file_must_have_at_most_300_lines() =>
        Repository.Source.Where(file => file.Lines.Length > 300).Select(file => $"{file.Path}: {file.Lines.Length}").ShouldBeEmpty();

    [Fact]
    public void A_test_file_must_have_at_most_400_lines() =>
        Repository.Tests.Where(file => file.Lines.Length > 400).Select(file => $"{file.Path}: {file.Lines.Length}").ShouldBeEmpty();

    [Fact]
    public void The_scan_must_see_this_house()
    {
        Repository.Source.ShouldContain(file => file.Path == "src/LuthienProxy.Protocol/Sse/SseFramer.cs");
        Repository.Tests.ShouldContain(file => file.Path.EndsWith("Tests/SizesSpec.cs", StringComparison.Ordinal));
    }
}
