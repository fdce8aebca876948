namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>What is tested in the pages' own language: their modules by themselves, and every page in a browser before a gateway made of fixtures.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class WebTestsSpec
{
    [Theory]
    [InlineData("modules", 300)]
    [InlineData("browser", 90)]
    [Trait("Spec", "002-46")]
    [Trait("Spec", "002-50")]
    [Trait("Spec", "002-52")]
    public async Task Every_test_of_the_pages_own_must_run_and_pass(string folder, int tests)
    {
        var run = await NodeTests.RunAsync(folder);
        run.Others.ShouldBeEmpty(string.Join("\n\n", run.Others));
        run.Passed.Count.ShouldBeGreaterThanOrEqualTo(tests);
    }
}
