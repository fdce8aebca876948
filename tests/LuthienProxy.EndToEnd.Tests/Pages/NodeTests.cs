using System.Xml.Linq;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>How a run of <c>node --test</c> over a folder of <c>tests/web</c> ended.</summary>
/// <param name="Passed">The names of the tests that passed.</param>
/// <param name="Others">Those that did not, each with what it said; skipped ones too.</param>
sealed record NodeTests(IReadOnlyList<string> Passed, IReadOnlyList<string> Others)
{
    static readonly string Web = Path.Combine(Repository.Root, "tests", "web");

    /// <summary>Runs all tests of the folder.</summary>
    public static async Task<NodeTests> RunAsync(string folder)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Web, folder), "*.test.js").Order(StringComparer.Ordinal)];
        var chromium = await Chromium.PathAsync();
        var run = new ProgramRun(PlaywrightNode.Path, ["--test", "--test-concurrency=1", "--test-reporter=junit", .. files])
        {
            Directory = Web,
            TimeLimit = TimeSpan.FromMinutes(8),
            Environment = { ["CHROMIUM"] = chromium, ["HOME"] = Path.GetTempPath() },
        };
        var result = await run.RunAsync();
        return Read(result);
    }

    static NodeTests Read(ProgramResult result)
    {
        var tests = XElement.Parse(result.Output).Descendants("testcase").ToLookup(test => !test.Elements().Any());
        var others = tests[false].Select(test => $"{test.Attribute("name")?.Value}: {test.Elements().First().Name} {test.Value.Trim()}").ToList();
        // What cannot even be loaded counts as well.
        if (result.ExitCode != 0 && others.Count == 0)
            others.Add($"{result.Output}\n{result.Errors}");
        return new NodeTests([.. tests[true].Select(test => test.Attribute("name")!.Value)], others);
    }
}
