// Charts of the figures, each drawn (ECharts) from the table that stands for it: nothing is fetched, and
// without JavaScript the table says the same. Colours are those of the style sheet.
"use strict";

(() => {
  const FEWEST_POINTS = 3;
  const MOST_BARS = 24;
  const NARROW = 480;
  const drawn = new Map();
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const wide = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  // The columns marked as series, and of every row its name, its numbers and the lists behind them.
  function read(table) {
    const heads = [...table.tHead.rows[0].cells];
    const series = heads
      .map((head, column) => ({ column, name: head.textContent.trim(), colour: head.dataset.series }))
      .filter((each) => each.colour);
    const rows = [...table.tBodies[0].rows]
      .filter((row) => row.cells.length === heads.length)
      .map((row) => ({
        name: row.cells[0].dataset.name || row.cells[0].textContent.trim(),
        cells: series.map(({ column }) => {
          const cell = row.cells[column];
          const link = cell.querySelector("a[href]");
          const value = cell.dataset.value;
          return { value: value ? Number(value) : null, url: link ? link.href : "" };
        }),
      }));
    return { series, rows };
  }

  function axes(names, lying, size, width) {
    const text = { color: colour("quiet"), fontSize: size };
    const rule = { lineStyle: { color: colour("line") } };
    const along = {
      type: "category",
      data: names,
      inverse: lying,
      axisLabel: lying ? { ...text, width: Math.max(size * 9, width / 4), overflow: "truncate" } : { ...text, hideOverlap: true },
      axisLine: rule,
      axisTick: { show: false },
    };
    const up = { type: "value", minInterval: 1, axisLabel: { ...text, hideOverlap: true }, splitLine: rule };
    return lying ? { yAxis: along, xAxis: up } : { xAxis: along, yAxis: up };
  }

  function one(series, index, rows, shape) {
    const found = {
      name: series.name,
      color: colour(series.colour),
      data: rows.map((row) => row.cells[index].value),
      emphasis: { disabled: true },
    };
    if (shape === "line") {
      const dashed = { width: 2, type: index ? "dashed" : "solid" };
      return { ...found, type: "line", symbolSize: 6, lineStyle: dashed, z: 3 - index };
    }
    const bar = { ...found, type: "bar", barMaxWidth: 12, barGap: "15%" };
    return shape === "stacked" ? { ...bar, stack: "all" } : bar;
  }

  function option({ series, rows }, shape, width) {
    const lying = shape !== "line";
    const size = width < NARROW ? 11 : 12;
    return {
      animation: !still.matches,
      animationDuration: 300,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour("ink") },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colour("ink"), fontSize: size } },
      // A tip of HTML would carry styles, which the policy of content refuses: it is drawn too.
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: lying ? "shadow" : "line" } },
      // Many names take a second line where there is little room.
      grid: { top: series.length > 2 && width < NARROW ? 52 : 34, left: 4, right: 20, bottom: 4, containLabel: true },
      ...axes(rows.map((row) => row.name), lying, size, width),
      series: series.map((each, index) => one(each, index, rows, shape)),
    };
  }

  function fit(element) {
    const chart = drawn.get(element);
    if (chart && element.clientWidth) {
      chart.resize();
    }
  }

  function draw(element) {
    const table = document.getElementById(element.dataset.table);
    const found = table && table.tHead && read(table);
    const some = found && found.rows.filter((row) => row.cells.some(({ value }) => value));
    if (!some || !some.length) {
      return;
    }
    const asked = element.dataset.chart;
    const shape = asked === "line" && found.rows.length < FEWEST_POINTS ? "bars" : asked;
    const shown = { ...found, rows: shape === "line" ? found.rows : some.slice(0, MOST_BARS) };
    element.hidden = false;
    if (shape !== "line") {
      const high = shape === "stacked" ? 24 : 8 + 12 * found.series.length;
      element.style.height = `${85 + high * shown.rows.length}px`;
    }
    const chart = window.echarts.init(element);
    chart.setOption(option(shown, shape, element.clientWidth));
    chart.on("click", ({ dataIndex, seriesIndex }) => {
      const { url } = shown.rows[dataIndex].cells[seriesIndex];
      if (url) {
        window.location.assign(url);
      }
    });
    drawn.set(element, chart);
    wide.observe(element);
  }

  function drawAll() {
    for (const [element, chart] of drawn) {
      if (!element.isConnected) {
        wide.unobserve(element);
        chart.dispose();
        drawn.delete(element);
      }
    }
    document.querySelectorAll("[data-chart]").forEach((element) => {
      if (!drawn.has(element)) {
        draw(element);
      }
    });
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSettle", drawAll);
})();
