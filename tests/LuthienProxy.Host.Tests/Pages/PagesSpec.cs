using System.Net;
using System.Text.RegularExpressions;
using LuthienProxy.Host.Pages;

namespace LuthienProxy.Host.Tests.Pages;

/// <summary>Pages are there for everybody, always fresh, under a strict policy, and name only files that are there.</summary>
[Trait("Spec", "000-50")]
public sealed partial class PagesSpec : GatewaySpec
{
    static readonly string[] Paths = [.. PageEndpoints.Pages.Select(page => page.Path.Replace("{id}", "01a201a9ba8d752fbf217926f442c2a1"))];

    [Fact]
    [Trait("Spec", "002-27")]
    public async Task Every_page_must_come_without_a_key_and_with_the_strict_policy()
    {
        var gateway = await StartAsync("", ("AUTH_MODE", "client_key"), ("PROXY_API_KEY", "proxy"));
        foreach (var path in Paths)
        {
            using var response = await gateway.Client.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
            response.Headers.CacheControl!.ToString().ShouldBe("no-cache");
            response.Headers.GetValues("Content-Security-Policy").ShouldBe([
                "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri /csp-report"]);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
            response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        }
    }

    [Fact]
    public void Every_page_that_was_written_must_have_a_path() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "src/LuthienProxy.Host/wwwroot"), "*.html").Select(Path.GetFileName)
            .ShouldBe(PageEndpoints.Pages.Select(page => page.File), ignoreOrder: true);

    [Fact]
    public async Task What_a_page_names_must_be_there_under_the_fingerprint()
    {
        var gateway = await StartAsync();
        foreach (var path in Paths)
        {
            var page = await gateway.Client.GetStringAsync(path);
            var named = Named().Matches(page).Select(match => match.Groups[1].Value).ToList();
            named.Count.ShouldBeGreaterThan(5);
            named.ShouldAllBe(asset => FingerprintedPath().IsMatch(asset));
            foreach (var asset in named)
                (await gateway.Client.GetAsync(asset)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
        }
    }

    [Fact]
    [Trait("Spec", "002-27")]
    public async Task A_page_must_hold_no_script_and_no_style_of_its_own()
    {
        var gateway = await StartAsync();
        foreach (var path in Paths)
            Inline().Matches(await gateway.Client.GetStringAsync(path)).Select(match => match.Value).ShouldBeEmpty(path);
    }

    [Fact]
    public async Task A_page_that_the_browser_has_must_not_be_sent_again()
    {
        var gateway = await StartAsync();
        foreach (var path in Paths)
        {
            using var first = await gateway.Client.GetAsync(path);
            using var second = await IfNoneMatchAsync(gateway, path, first.Headers.ETag!.ToString());
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
            (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
            second.Headers.ETag.ShouldBe(first.Headers.ETag);
            second.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        }
    }

    [Theory]
    [InlineData("*", HttpStatusCode.NotModified)]
    [InlineData("\"another\"", HttpStatusCode.OK)]
    [InlineData("not a tag", HttpStatusCode.OK)]
    public async Task A_page_must_be_sent_unless_the_browser_has_this_very_one(string tags, HttpStatusCode expected)
    {
        var gateway = await StartAsync();
        (await IfNoneMatchAsync(gateway, "/history", tags)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task The_head_of_a_page_must_be_that_of_the_page()
    {
        var gateway = await StartAsync();
        foreach (var path in Paths)
        {
            using var whole = await gateway.Client.GetAsync(path);
            using var head = await gateway.AskAsync(new HttpRequestMessage(HttpMethod.Head, path));
            head.StatusCode.ShouldBe(HttpStatusCode.OK);
            head.Content.Headers.ContentLength.ShouldBe((await whole.Content.ReadAsByteArrayAsync()).Length);
            head.Headers.ETag.ShouldBe(whole.Headers.ETag);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_page_must_not_change_what_the_admin_API_asks_beside_it()
    {
        var gateway = await StartAsync();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/debug/diff");
        await (await gateway.AskAsync(post)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    static Task<HttpResponseMessage> IfNoneMatchAsync(TestGateway gateway, string path, string tags)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tags);
        return gateway.AskAsync(request);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("^/assets/[0-9a-f]{16}/")]
    private static partial Regex FingerprintedPath();

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)|<style|\son[a-z]+=|\sstyle=|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
