using System.Net;
using System.Text;

namespace LuthienProxy.Host.Tests.Pages;

/// <summary>Browsers say what they stopped. Anybody can say so, and nobody can fill the log with it. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-27")]
public sealed class CspReportSpec : GatewaySpec, IDisposable
{
    const string Logged = "luthien.log.format = json";

    readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task A_report_must_be_logged_without_queries_and_what_stood_on_the_page()
    {
        var gateway = await StartAsync(Logged);
        (await ReportAsync(gateway, """
            {"csp-report":{"document-uri":"http://gateway/activity/monitor?q=secret","violated-directive":"script-src-elem","blocked-uri":"https://evil.example/x.js?k=secret","script-sample":"secret"}}
            """)).ShouldBe(HttpStatusCode.NoContent);
        var line = (await LinesAsync(gateway)).Single();
        line.ShouldContain("/activity/monitor");
        line.ShouldContain("script-src-elem");
        line.ShouldContain("https://evil.example:443");
        line.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("http://gateway/a\\nb", "x\\ny", "inline\\u001b[31m")]
    [InlineData("", "", "")]
    [InlineData("nowhere", "UPPER", "javascript:alert(1)")]
    public async Task What_is_no_address_and_no_rule_must_not_reach_the_log(string page, string directive, string blocked)
    {
        var gateway = await StartAsync(Logged);
        (await ReportAsync(gateway, $$$"""{"csp-report":{"document-uri":"{{{page}}}","violated-directive":"{{{directive}}}","blocked-uri":"{{{blocked}}}"}}""")).ShouldBe(HttpStatusCode.NoContent);
        var line = (await LinesAsync(gateway)).Single();
        line.ShouldContain("\"directive\":\"?\"");
        line.ShouldContain("\"blocked\":\"?\"");
    }

    [Fact]
    public async Task Of_many_reports_few_must_be_logged()
    {
        var gateway = await StartAsync(Logged);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ReportAsync(gateway, """{"csp-report":{"blocked-uri":"eval"}}""")));
        statuses.ShouldAllBe(status => status == HttpStatusCode.NoContent);
        (await LinesAsync(gateway)).Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"csp-report":3}""")]
    [InlineData("""{"csp-report":{"blocked-uri":"\ud800"}}""")]
    [InlineData("not json")]
    public async Task What_is_no_report_must_be_refused(string body)
    {
        var gateway = await StartAsync();
        (await ReportAsync(gateway, body)).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_report_of_any_length_must_be_refused_where_it_gets_too_long()
    {
        var gateway = await StartAsync();
        (await ReportAsync(gateway, new string(' ', 16 * 1024 + 1))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var unstated = new HttpRequestMessage(HttpMethod.Post, "/csp-report") { Content = new StringContent(new string(' ', 100_000)) };
        unstated.Headers.TransferEncodingChunked = true;
        (await gateway.AskAsync(unstated)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    async Task<List<string>> LinesAsync(TestGateway gateway)
    {
        await gateway.App.StopAsync();
        return [.. _console.Json.Select(line => line.GetRawText()).Where(line => line.Contains("5023", StringComparison.Ordinal))];
    }

    static async Task<HttpStatusCode> ReportAsync(TestGateway gateway, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/csp-report");
        using var response = await gateway.Client.PostAsync("/csp-report", content);
        return response.StatusCode;
    }
}
