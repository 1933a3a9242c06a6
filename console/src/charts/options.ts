/** A chart as ECharts takes it. Pure: data and tokens in, option out. */
import type { EChartsOption } from './echarts';
import type { Look, Visual, VisualData } from '../api';
import { exact, number, short, utc } from '../format';
import type { Colors, Palette } from './colors';
import { percentages, shape, slices, type Series, type Shape } from './shape';
import { tooltip, type Line } from './tooltip';

export interface Setting {
  palette: Palette;
  colors: Colors;
  motion: boolean;
  /** In pixels; small frames lose their trimmings. */
  width: number;
}

export function options(visual: Visual, data: VisualData, setting: Setting): EChartsOption {
  const base = common(visual, setting);
  switch (visual.kind) {
    case 'bar':
      return { ...base, ...bars(visual.look, shape(data), setting) };
    case 'line':
      return { ...base, ...lines(visual.look, shape(data), setting) };
    default:
      return { ...base, ...pie(data, setting) };
  }
}

function common(visual: Visual, { palette, motion }: Setting): EChartsOption {
  return {
    animation: motion,
    animationDuration: 0,
    animationDurationUpdate: 320,
    animationEasingUpdate: 'cubicOut',
    textStyle: { fontFamily: palette.words, fontSize: 12, color: palette.muted },
    aria: { enabled: true, label: { description: visual.description } },
  };
}

function tip({ palette }: Setting): EChartsOption['tooltip'] {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.raised,
    borderColor: palette.line,
    borderWidth: 1,
    padding: 0,
    textStyle: { color: palette.text, fontFamily: palette.words, fontSize: 12 },
    extraCssText: 'box-shadow: var(--shadow); border-radius: 6px;',
  };
}

function color(one: Series, count: number, { palette, colors }: Setting): string {
  return count === 1 ? palette.accent : (palette.series[colors.of(one.key)] ?? palette.accent);
}

function legend(look: Look, count: number, { palette }: Setting): EChartsOption['legend'] {
  if (count < 2 || look.legend === 'hidden') return { show: false };
  const side = look.legend === 'right' ? { right: 0, top: 'middle', orient: 'vertical' as const } : { left: 0 };
  const edge = look.legend === 'bottom' ? { bottom: 0 } : look.legend === 'right' ? {} : { top: 0 };
  return {
    show: true,
    type: 'scroll',
    ...side,
    ...edge,
    icon: 'roundRect',
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    textStyle: { color: palette.muted, fontSize: 12 },
    inactiveColor: palette.lineStrong,
    pageIconColor: palette.muted,
    pageTextStyle: { color: palette.muted },
  };
}

function room(look: Look, count: number): { top: number; bottom: number; left: number; right: number } {
  const shown = count > 1 && look.legend !== 'hidden';
  return {
    top: shown && (look.legend === undefined || look.legend === 'auto' || look.legend === 'top') ? 32 : 8,
    bottom: shown && look.legend === 'bottom' ? 32 : 4,
    left: 4,
    right: shown && look.legend === 'right' ? 120 : 16,
  };
}

function details(shaped: Shape, series: Series[], setting: Setting, percent: boolean) {
  return (params: unknown): HTMLElement => {
    const all = (Array.isArray(params) ? params : [params]) as { dataIndex: number; seriesIndex: number }[];
    const index = all[0]?.dataIndex ?? 0;
    const raw = shaped.raw[index];
    const found: Line[] = [];
    for (const { seriesIndex } of all) {
      const one = shaped.series[seriesIndex];
      const value = one?.values[index];
      if (one === undefined || value === null || value === undefined) continue;
      const part = percent ? ` (${number(series[seriesIndex]?.values[index] ?? 0)} %)` : '';
      found.push({ color: color(one, series.length, setting), name: one.name, value: exact(value) + part });
    }
    const instant = shaped.category?.type === 'datetime' && typeof raw === 'string' ? utc(raw) : undefined;
    return tooltip(shaped.categories[index] ?? '', found, instant);
  };
}

function bars(look: Look, shaped: Shape, setting: Setting): EChartsOption {
  const { palette } = setting;
  const percent = look.arrangement === 'stacked_percent';
  const stacked = look.arrangement !== 'clustered';
  const drawn = percent ? percentages(shaped.series) : shaped.series;
  const horizontal = look.orientation === 'horizontal';
  const labels = drawn.length === 1 && shaped.categories.length <= 24;
  const words = look.categoryLabel?.visible === true ? look.categoryLabel.words : undefined;
  const categories = {
    type: 'category' as const,
    data: shaped.categories,
    inverse: horizontal,
    axisTick: { show: false },
    axisLine: { show: true, lineStyle: { color: palette.lineStrong } },
    axisLabel: {
      color: palette.text,
      fontSize: 12,
      width: horizontal ? Math.max(64, setting.width * 0.28) : undefined,
      overflow: 'truncate' as const,
      hideOverlap: true,
    },
    ...(words === undefined ? {} : { name: words, nameLocation: 'middle' as const, nameGap: 28 }),
  };
  const valueWords = look.valueLabel?.visible === true ? look.valueLabel.words : undefined;
  const values = {
    type: 'value' as const,
    min: percent ? 0 : undefined,
    max: percent ? 100 : undefined,
    minInterval: shaped.values.every(({ type }) => type === 'integer') ? 1 : undefined,
    splitNumber: 4,
    axisLabel: {
      show: !labels || stacked,
      color: palette.muted,
      formatter: (value: number) => (percent ? `${value} %` : short(value)),
    },
    splitLine: { show: !labels || stacked, lineStyle: { color: palette.line } },
    ...(valueWords === undefined ? {} : { name: valueWords, nameLocation: 'middle' as const, nameGap: 28 }),
  };
  return {
    tooltip: {
      ...tip(setting),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.text, opacity: 0.05 } },
      formatter: details(shaped, drawn, setting, percent),
    },
    legend: legend(look, drawn.length, setting),
    grid: { ...room(look, drawn.length), containLabel: true, ...(labels && horizontal ? { right: 48 } : {}), ...(labels && !horizontal ? { top: 24 } : {}) },
    xAxis: horizontal ? values : categories,
    yAxis: horizontal ? categories : values,
    series: drawn.map((one) => ({
      type: 'bar' as const,
      id: one.key,
      name: one.name,
      ...(stacked ? { stack: 'all' } : {}),
      barMaxWidth: horizontal ? 28 : 56,
      barMinHeight: 1,
      barCategoryGap: '32%',
      itemStyle: {
        color: color(one, drawn.length, setting),
        borderRadius: stacked ? 0 : horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0],
      },
      emphasis: { itemStyle: { opacity: 0.86 } },
      label: {
        show: labels || (look.dataLabels && shaped.categories.length <= 40),
        position: stacked ? ('inside' as const) : horizontal ? ('right' as const) : ('top' as const),
        color: stacked ? palette.onSeries : palette.text,
        fontSize: 12,
        fontWeight: 500,
        valueAnimation: setting.motion,
        formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? short(value) + (percent ? ' %' : '') : ''),
      },
      // Named, so that a bar whose rank changes glides to its new place.
      data: one.values.map((value, index) => ({ name: shaped.categories[index] ?? '', value })),
    })),
  } as EChartsOption;
}

function lines(look: Look, shaped: Shape, setting: Setting): EChartsOption {
  const { palette } = setting;
  const temporal = shaped.category?.type === 'datetime';
  const area = look.line !== 'line';
  const few = shaped.categories.length <= 30;
  return {
    tooltip: {
      ...tip(setting),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.lineStrong } },
      formatter: details(shaped, shaped.series, setting, false),
    },
    legend: legend(look, shaped.series.length, setting),
    grid: { ...room(look, shaped.series.length), containLabel: true },
    xAxis: {
      type: 'category',
      data: shaped.categories,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { color: palette.muted, hideOverlap: true, ...(temporal ? { alignMinLabel: 'left', alignMaxLabel: 'right' } : {}) },
    },
    yAxis: {
      type: 'value',
      min: area ? 0 : undefined,
      splitNumber: 4,
      axisLabel: { color: palette.muted, formatter: (value: number) => short(value) },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: shaped.series.map((one) => ({
      type: 'line' as const,
      id: one.key,
      name: one.name,
      // A gap stays a gap.
      connectNulls: false,
      ...(look.line === 'stacked_area' ? { stack: 'all' } : {}),
      ...(area ? { areaStyle: { opacity: 0.14 } } : {}),
      symbol: 'circle',
      symbolSize: few ? 6 : 4,
      showSymbol: few,
      lineStyle: { width: 2 },
      itemStyle: { color: color(one, shaped.series.length, setting) },
      label: { show: look.dataLabels && few, color: palette.text, formatter: ({ value }: { value: unknown }) => short(Number(value)) },
      data: one.values,
    })),
  } as EChartsOption;
}

function pie(data: VisualData, setting: Setting): EChartsOption {
  const { palette, colors } = setting;
  const parts = slices(data);
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const share = (value: number) => (total === 0 ? '' : `${number(Math.round((value / total) * 1000) / 10)} %`);
  return {
    tooltip: {
      ...tip(setting),
      trigger: 'item',
      formatter: (params: unknown) => {
        const { name, value, color: fill } = params as { name: string; value: number; color: string };
        return tooltip(name, [{ color: fill, name: share(value), value: exact(value) }], undefined);
      },
    },
    series: [
      {
        type: 'pie',
        // Without a moment for the entrance ECharts leaves the slices at their start: no angle.
        animationDuration: 1,
        radius: ['48%', '76%'],
        center: ['50%', '50%'],
        minShowLabelAngle: 4,
        itemStyle: { borderColor: palette.surface, borderWidth: 2 },
        label: { color: palette.text, fontSize: 12, formatter: ({ name, value }: { name: string; value: unknown }) => `${name}  ${share(Number(value))}` },
        labelLine: { lineStyle: { color: palette.lineStrong } },
        data: parts.map(({ name, value }) => ({
          name,
          value,
          itemStyle: { color: name === 'Other' ? palette.lineStrong : (palette.series[colors.of(JSON.stringify(name))] ?? palette.accent) },
        })),
      },
    ],
  } as EChartsOption;
}
