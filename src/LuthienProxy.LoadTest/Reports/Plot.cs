using System.Globalization;
using System.Text;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>A plot of lines as inline SVG: colours come from the page's style, so that it can be read in the light and in the dark, and it is as wide as there is room.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical one.</param>
/// <param name="Lines">The lines; the first of at most four kinds of stroke is the first one's.</param>
sealed record Plot(string Title, Scale X, Scale Y, IReadOnlyList<Series> Lines)
{
    const double Width = 640;
    const double Height = 250;
    const double Left = 58;
    const double Right = 18;
    const double Top = 12;
    const double Bottom = 28;

    /// <summary>The plot with its title and legend; nothing when there is nothing to show.</summary>
    public string ToSvg()
    {
        if (Lines.All(line => line.Points.Count == 0))
            return "";
        var svg = new StringBuilder($"<figure><figcaption>{Page.Text(Title)}{Legend()}</figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Page.Text(Title)}\">");
        foreach (var (value, words) in Y.Marks)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Down(value):0.#}\" y2=\"{Down(value):0.#}\"/><text x=\"{Left - 6}\" y=\"{Down(value) + 4:0.#}\" text-anchor=\"end\">{Page.Text(words)}</text>");
        foreach (var (value, words) in X.Marks)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Across(value):0.#}\" y=\"{Height - 8}\" text-anchor=\"{(X.Place(value) > 0.9 ? "end" : "middle")}\">{Page.Text(words)}</text>");
        for (var i = 0; i < Lines.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line s{i}\" points=\"{string.Join(' ', Lines[i].Points.Select(At))}\"/>");
        return svg.Append("</svg></figure>\n").ToString();
    }

    string Legend() => Lines.Count < 2 ? "" : string.Concat(Lines.Select((line, i) => $" <span class=\"key s{i}\">{Page.Text(line.Name)}</span>"));

    string At((double X, double Y) point) => string.Create(CultureInfo.InvariantCulture, $"{Across(point.X):0.#},{Down(point.Y):0.#}");

    double Across(double value) => Left + (X.Place(value) * (Width - Left - Right));

    double Down(double value) => Height - Bottom - (Y.Place(value) * (Height - Top - Bottom));
}
