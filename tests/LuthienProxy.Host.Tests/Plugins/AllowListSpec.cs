using System.Text;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>The lines of the allow-list: what <c>sha256sum</c> writes, and nothing that could be misread.</summary>
[Trait("Spec", "000-12")]
public sealed class AllowListSpec
{
    static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    [Theory]
    [InlineData("{0}  A.dll")]
    [InlineData("{0} *A.dll")]
    [InlineData("# a comment\n\n{0}  A.dll\n")]
    [InlineData("{0}  A.dll\r\n")]
    [InlineData("\ufeff{0}  A.dll")]
    public void A_line_of_sha256sum_must_be_taken(string text) =>
        Parse(string.Format(text, Hash)).Files.ShouldBe([new AllowedFile(Hash, "A.dll")]);

    [Fact]
    public void Capitals_of_a_hash_must_not_matter_and_those_of_a_name_must()
    {
        var list = Parse($"{Hash.ToUpperInvariant()}  A.dll");
        list.Allows("A.dll", Hash).ShouldBeTrue();
        list.Allows("a.dll", Hash).ShouldBeFalse();
    }

    [Fact]
    public void A_hash_must_be_compared_in_full_and_with_its_own_name()
    {
        var list = Parse($"{Hash}  A.dll\n{new string('f', 64)}  B.dll");
        list.Allows("A.dll", Hash[..63] + "0").ShouldBeFalse();
        list.Allows("A.dll", Hash[..63]).ShouldBeFalse();
        list.Allows("B.dll", Hash).ShouldBeFalse();
        list.Allows("B.dll", new string('f', 64)).ShouldBeTrue();
    }

    [Fact]
    public void One_name_may_have_several_hashes() =>
        Parse($"{Hash}  A.dll\n{new string('f', 64)}  A.dll").Files.Length.ShouldBe(2);

    [Theory]
    [InlineData("A.dll")]
    [InlineData("{0}")]
    [InlineData("{0} A.dll")]
    [InlineData("{0}\tA.dll")]
    [InlineData("{0}  ")]
    [InlineData(" {0}  A.dll")]
    [InlineData("0{0}  A.dll")]
    [InlineData("g{0}  A.dll")]
    [InlineData("\\{0}  A.dll")]
    [InlineData("{0}  plugins/A.dll")]
    [InlineData("{0}  ..\\A.dll")]
    [InlineData("{0}  C:A.dll")]
    [InlineData("{0}  .dll")]
    [InlineData("{0}   A.dll")]
    [InlineData("{0}  A.dll ")]
    [InlineData("{0}  A\u0007.dll")]
    [InlineData("{0}  A.so")]
    [InlineData("{0}  A.dll # ours")]
    [InlineData("{0}  A.dll\n{0}  A.dll")]
    public void Another_line_must_be_refused_by_its_number(string lines)
    {
        var text = "# first\n" + string.Format(lines, Hash);
        Refusal(Encoding.UTF8.GetBytes(text)).ShouldHaveSingleItem().ShouldStartWith($"list:{text.Split('\n').Length}: ");
    }

    [Fact]
    public void Every_bad_line_must_be_named() =>
        Refusal(Encoding.UTF8.GetBytes($"x\n{Hash}  A.dll\ny\nz")).Select(reason => reason.Split(' ')[0]).ShouldBe(["list:1:", "list:3:", "list:4:"]);

    [Fact]
    public void What_is_not_UTF_8_must_be_refused() =>
        Refusal(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes($"{Hash}  A.dll")).ToArray()).ShouldHaveSingleItem();

    static AllowList Parse(string text) => AllowList.Parse(Encoding.UTF8.GetBytes(text), "list");

    static IReadOnlyList<string> Refusal(byte[] bytes) => Should.Throw<StartRefusedException>(() => AllowList.Parse(bytes, "list")).Reasons;
}
