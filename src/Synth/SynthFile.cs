using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth;

/// <summary>One file to write, its path relative to the workspace with '/'. Synth itself opens no file.</summary>
public sealed record SynthFile(string Path, byte[] Bytes);

/// <summary>Who was drawn in a round, as an exported list names them: letter or holdout.</summary>
/// <param name="InsurerNumber">保険者番号; padding does not matter.</param>
/// <param name="Symbol">記号, any width.</param>
/// <param name="Number">番号, any width.</param>
/// <param name="Branch">枝番, may be empty if the birth date tells the family apart.</param>
/// <param name="LetterMonth">Month of posting.</param>
/// <param name="Letter">Drawn for a letter; false is holdout.</param>
/// <param name="BirthDate">yyyymmdd, 0 if not given.</param>
/// <param name="Delivered">Whether the letter was posted, or of a holdout would have been (print-day exclusions).</param>
public sealed record SynthLetter(
    string InsurerNumber, string Symbol, string Number, string Branch, ClaimMonth LetterMonth, bool Letter, int BirthDate = 0,
    bool Delivered = true);

/// <summary>
/// What the letters truly did to one sex: everyone allocated, counted under both assignments with the same random numbers
/// (intention to treat; 医科入院外 + 歯科 + 調剤, from the letter month on).
/// </summary>
/// <param name="Sex">Sex.</param>
/// <param name="Persons">People allocated.</param>
/// <param name="Letters">Of them drawn for a letter.</param>
/// <param name="PlantedRatio">Ratio per claim in the settings.</param>
/// <param name="ClaimsWithout">Claims of all of them had nobody got a letter.</param>
/// <param name="ClaimsWith">Claims of all of them had everybody got one.</param>
public sealed record EffectTruth(Sex Sex, int Persons, int Letters, double PlantedRatio, long ClaimsWithout, long ClaimsWith)
{
    /// <summary>The rate ratio that an evaluation should find.</summary>
    public double RateRatio => ClaimsWithout == 0 ? 1 : ClaimsWith / (double)ClaimsWithout;
}
