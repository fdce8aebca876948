using System.Text.RegularExpressions;

namespace LuthienProxy.Policies.Tests.Pages;

/// <summary>The tutorial's code is the code of a project of its own, which is compiled and run beside these tests.</summary>
[Trait("Spec", "000-25")]
[Trait("Spec", "000-10")]
public sealed class TutorialSpec
{
    static readonly string Code = Path.Combine(PolicyPage.Folder, "..", "..", "tests", "LuthienProxy.PolicyTutorial.Tests");

    [Fact]
    public void The_code_on_the_page_must_be_the_code_that_is_compiled_and_run()
    {
        var page = File.ReadAllText(Path.Combine(PolicyPage.Folder, "write-your-own.md")).ReplaceLineEndings("\n");
        var shown = Regex.Matches(page, "^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(block => block.Groups[1].Value);
        var compiled = Directory.EnumerateFiles(Code, "*.cs").Select(file => File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n'));
        shown.ShouldBe(compiled, ignoreOrder: true);
    }

    [Fact]
    public void Its_project_must_see_nothing_above_the_SDK()
    {
        var project = File.ReadAllText(Path.Combine(Code, "LuthienProxy.PolicyTutorial.Tests.csproj"));
        Regex.Matches(project, "ProjectReference Include=\"[^\"]*/([^/]*)\\.csproj\"").Select(reference => reference.Groups[1].Value).ShouldBe(["LuthienProxy.Policies", "LuthienProxy.Protocol"]);
    }
}
